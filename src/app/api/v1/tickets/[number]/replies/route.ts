import { apiRoute } from '@/app/api/v1/_door/api-route';
import { replyToTicketOperation } from '@/app/api/v1/_operations/ticket-replies';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(replyToTicketOperation);
