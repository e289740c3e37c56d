import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  changeTicketStatusOperation,
  deleteTicketStatusOperation,
} from '@/app/api/v1/_operations/ticket-statuses';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  changeTicketStatusOperation,
  deleteTicketStatusOperation,
);
