import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  attachFilesOperation,
  listAttachmentsOperation,
} from '@/app/api/v1/_operations/ticket-attachments';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  listAttachmentsOperation,
  attachFilesOperation,
);
