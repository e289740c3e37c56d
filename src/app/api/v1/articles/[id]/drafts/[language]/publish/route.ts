import { apiRoute } from '@/app/api/v1/_door/api-route';
import { publishDraftOperation } from '@/app/api/v1/_operations/article-drafts';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(publishDraftOperation);
