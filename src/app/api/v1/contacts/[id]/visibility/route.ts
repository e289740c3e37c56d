import { apiRoute } from '@/app/api/v1/_door/api-route';
import { readContactVisibilityOperation } from '@/app/api/v1/_operations/visibility';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readContactVisibilityOperation,
);
