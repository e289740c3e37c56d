import { apiRoute } from '@/app/api/v1/_door/api-route';

/** Addresses below `/api` that lead nowhere: problem+json for programs, not a page. */
export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute();
