import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  changeNotificationOperation,
  readNotificationOperation,
} from '@/app/api/v1/_operations/notifications';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readNotificationOperation,
  changeNotificationOperation,
);
