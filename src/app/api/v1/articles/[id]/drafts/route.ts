import { apiRoute } from '@/app/api/v1/_door/api-route';
import { saveDraftOperation } from '@/app/api/v1/_operations/article-drafts';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(saveDraftOperation);
