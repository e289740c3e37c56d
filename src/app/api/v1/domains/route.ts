import { apiRoute } from '@/app/api/v1/_door/api-route';
import { claimDomainOperation, listDomainsOperation } from '@/app/api/v1/_operations/domains';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  listDomainsOperation,
  claimDomainOperation,
);
