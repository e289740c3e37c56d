import { apiRoute } from '@/app/api/v1/_door/api-route';
import { changeProviderOperation, deleteProviderOperation } from '@/app/api/v1/_operations/sign-in';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  changeProviderOperation,
  deleteProviderOperation,
);
