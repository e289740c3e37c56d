import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  createTicketStatusOperation,
  listTicketStatusesOperation,
} from '@/app/api/v1/_operations/ticket-statuses';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  listTicketStatusesOperation,
  createTicketStatusOperation,
);
