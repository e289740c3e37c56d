import { apiRoute } from '@/app/api/v1/_door/api-route';
import { changeTimeZoneOperation, readTimeZoneOperation } from '@/app/api/v1/_operations/settings';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readTimeZoneOperation,
  changeTimeZoneOperation,
);
