import { apiRoute } from '@/app/api/v1/_door/api-route';
import { downloadInboundMailOperation } from '@/app/api/v1/_operations/inbound-mails';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  downloadInboundMailOperation,
);
