import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  createTechnicianOperation,
  listTechniciansOperation,
} from '@/app/api/v1/_operations/technicians';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  listTechniciansOperation,
  createTechnicianOperation,
);
