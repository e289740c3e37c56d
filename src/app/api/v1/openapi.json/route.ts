import { publicRoute } from '@/app/api/v1/_door/api-route';
import { openApi } from '@/app/api/v1/_reference/openapi';

/** The OpenAPI 3.1 document: public, and the same on every host. */
export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = publicRoute(async () =>
  Response.json(openApi(), {
    headers: {
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*', // readers of API documents run in browsers, anywhere
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  }),
);
