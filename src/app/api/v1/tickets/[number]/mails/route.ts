import { apiRoute } from '@/app/api/v1/_door/api-route';
import { listTicketMailsOperation } from '@/app/api/v1/_operations/mails';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(listTicketMailsOperation);
