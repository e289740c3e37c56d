import { apiRoute } from '@/app/api/v1/_door/api-route';
import { archiveArticleOperation } from '@/app/api/v1/_operations/articles';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(archiveArticleOperation);
