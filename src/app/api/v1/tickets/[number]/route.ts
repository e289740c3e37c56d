import { apiRoute } from '@/app/api/v1/_door/api-route';
import { changeTicketOperation } from '@/app/api/v1/_operations/change-ticket';
import { readTicketOperation } from '@/app/api/v1/_operations/tickets';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readTicketOperation,
  changeTicketOperation,
);
