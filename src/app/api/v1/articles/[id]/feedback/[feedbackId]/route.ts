import { apiRoute } from '@/app/api/v1/_door/api-route';
import { handleFeedbackOperation } from '@/app/api/v1/_operations/article-feedback';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(handleFeedbackOperation);
