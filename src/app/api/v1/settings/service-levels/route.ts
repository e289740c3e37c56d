import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  changeServiceLevelsOperation,
  readServiceLevelsOperation,
} from '@/app/api/v1/_operations/service-levels';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readServiceLevelsOperation,
  changeServiceLevelsOperation,
);
