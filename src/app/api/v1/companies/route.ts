import { apiRoute } from '@/app/api/v1/_door/api-route';
import { createCompanyOperation, listCompaniesOperation } from '@/app/api/v1/_operations/companies';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  listCompaniesOperation,
  createCompanyOperation,
);
