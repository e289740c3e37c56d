import { apiRoute } from '@/app/api/v1/_door/api-route';
import { readTicketReportOperation } from '@/app/api/v1/_operations/reports';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(readTicketReportOperation);
