import { apiRoute } from '@/app/api/v1/_door/api-route';
import { runArticleImportOperation } from '@/app/api/v1/_operations/article-transfer';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(runArticleImportOperation);
