import { apiRoute } from '@/app/api/v1/_door/api-route';
import { mergeTicketOperation } from '@/app/api/v1/_operations/tickets';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(mergeTicketOperation);
