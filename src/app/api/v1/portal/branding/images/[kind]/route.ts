import { apiRoute } from '@/app/api/v1/_door/api-route';
import { removeBrandImageOperation } from '@/app/api/v1/_operations/portal';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(removeBrandImageOperation);
