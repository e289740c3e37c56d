import { apiRoute } from '@/app/api/v1/_door/api-route';
import { createViewOperation, listViewsOperation } from '@/app/api/v1/_operations/views';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  listViewsOperation,
  createViewOperation,
);
