import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  changeContactOperation,
  disableContactOperation,
  readContactOperation,
} from '@/app/api/v1/_operations/contacts';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readContactOperation,
  changeContactOperation,
  disableContactOperation,
);
