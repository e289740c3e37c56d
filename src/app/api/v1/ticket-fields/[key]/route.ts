import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  changeTicketFieldOperation,
  deleteTicketFieldOperation,
} from '@/app/api/v1/_operations/ticket-fields';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  changeTicketFieldOperation,
  deleteTicketFieldOperation,
);
