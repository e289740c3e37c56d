import { apiRoute } from '@/app/api/v1/_door/api-route';
import { checkSendingDomainOperation } from '@/app/api/v1/_operations/sending-domain';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  checkSendingDomainOperation,
);
