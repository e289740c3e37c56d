import { apiRoute } from '@/app/api/v1/_door/api-route';
import { searchArticlesOperation } from '@/app/api/v1/_operations/article-search';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(searchArticlesOperation);
