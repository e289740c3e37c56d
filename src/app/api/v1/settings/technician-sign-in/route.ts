import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  changeTechnicianSignInOperation,
  readTechnicianSignInOperation,
} from '@/app/api/v1/_operations/technician-sign-in';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readTechnicianSignInOperation,
  changeTechnicianSignInOperation,
);
