import { apiRoute } from '@/app/api/v1/_door/api-route';
import { exportContactDataOperation } from '@/app/api/v1/_operations/people-data';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  exportContactDataOperation,
);
