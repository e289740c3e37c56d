import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  changeCannedReplyOperation,
  deleteCannedReplyOperation,
} from '@/app/api/v1/_operations/canned-replies';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  changeCannedReplyOperation,
  deleteCannedReplyOperation,
);
