import { apiRoute } from '@/app/api/v1/_door/api-route';
import { checkDomainOperation } from '@/app/api/v1/_operations/domains';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(checkDomainOperation);
