import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  createCategoryOperation,
  listCategoriesOperation,
} from '@/app/api/v1/_operations/article-categories';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  listCategoriesOperation,
  createCategoryOperation,
);
