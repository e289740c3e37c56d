import { apiRoute } from '@/app/api/v1/_door/api-route';
import { createMailboxOperation, listMailboxesOperation } from '@/app/api/v1/_operations/mailboxes';

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = apiRoute(
  listMailboxesOperation,
  createMailboxOperation,
);
