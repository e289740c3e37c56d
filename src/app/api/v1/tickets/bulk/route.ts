import { apiRoute } from '@/app/api/v1/_door/api-route';
import { changeManyTicketsOperation } from '@/app/api/v1/_operations/change-many-tickets';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  changeManyTicketsOperation,
);
