import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  changeTechnicianOperation,
  disableTechnicianOperation,
  readTechnicianOperation,
} from '@/app/api/v1/_operations/technicians';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readTechnicianOperation,
  changeTechnicianOperation,
  disableTechnicianOperation,
);
