import { apiRoute } from '@/app/api/v1/_door/api-route';
import {
  changeMailboxOperation,
  deleteMailboxOperation,
  readMailboxOperation,
} from '@/app/api/v1/_operations/mailboxes';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  readMailboxOperation,
  changeMailboxOperation,
  deleteMailboxOperation,
);
