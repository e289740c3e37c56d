import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  createTicketFieldOperation,
  listTicketFieldsOperation,
} from '@/app/api/v1/_operations/ticket-fields';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  listTicketFieldsOperation,
  createTicketFieldOperation,
);
