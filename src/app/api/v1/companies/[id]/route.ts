import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  changeCompanyOperation,
  deleteCompanyOperation,
  readCompanyOperation,
} from '@/app/api/v1/_operations/companies';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readCompanyOperation,
  changeCompanyOperation,
  deleteCompanyOperation,
);
