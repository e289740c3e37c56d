import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  changeNotificationsOperation,
  readNotificationsOperation,
} from '@/app/api/v1/_operations/notifications';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readNotificationsOperation,
  changeNotificationsOperation,
);
