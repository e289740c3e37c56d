import { publicRoute } from '@/app/api/v1/_door/api-route';
import { referencePage } from '@/app/api/v1/_reference/reference-page';

/** The reference for people, made from the same operations. */
export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = publicRoute(
  async () =>
    new Response(referencePage(), { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
);
