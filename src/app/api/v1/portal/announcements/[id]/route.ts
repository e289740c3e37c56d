import { apiRoute } from '@/app/api/v1/_door/api-route';
import { takeDownAnnouncementOperation } from '@/app/api/v1/_operations/announcements';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  takeDownAnnouncementOperation,
);
