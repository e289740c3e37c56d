import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  createCannedReplyOperation,
  listCannedRepliesOperation,
} from '@/app/api/v1/_operations/canned-replies';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  listCannedRepliesOperation,
  createCannedReplyOperation,
);
