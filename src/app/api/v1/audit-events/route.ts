import { apiRoute } from '@/app/api/v1/_door/api-route';
import { listAuditEventsOperation } from '@/app/api/v1/_operations/audit-events';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(listAuditEventsOperation);
