import { apiRoute } from '@/app/api/v1/_door/api-route';
import { mailContactAgainOperation } from '@/app/api/v1/_operations/contacts';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(mailContactAgainOperation);
