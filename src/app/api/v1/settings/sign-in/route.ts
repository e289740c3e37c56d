import { apiRoute } from '@/app/api/v1/_door/api-route';
import { changeSignInOperation, readSignInOperation } from '@/app/api/v1/_operations/sign-in';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readSignInOperation,
  changeSignInOperation,
);
