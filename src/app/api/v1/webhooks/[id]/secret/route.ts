import { apiRoute } from '@/app/api/v1/_door/api-route';
import { renewSecretOperation } from '@/app/api/v1/_operations/webhooks';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(renewSecretOperation);
