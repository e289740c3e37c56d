import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  listFeedbackOperation,
  noteFeedbackOperation,
} from '@/app/api/v1/_operations/article-feedback';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  listFeedbackOperation,
  noteFeedbackOperation,
);
