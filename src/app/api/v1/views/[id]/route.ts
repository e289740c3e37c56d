import { apiRoute } from '@/app/api/v1/_door/api-route';
import { changeViewOperation, deleteViewOperation } from '@/app/api/v1/_operations/views';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  changeViewOperation,
  deleteViewOperation,
);
