import 'server-only';
import type { Readable } from 'node:stream';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { openRaw } from '@/notifications/inbound/raw-store';
import { inboundMails } from '@/notifications/inbound/tables';
import { notFound, orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { requireMail } from './require-mail';
import { ownMail } from './settle-mail';

/** A mail as it came, for technicians to keep; never to be shown as it is. */
export async function openRawMail(
  scope: Scope<Staff>,
  id: string,
): Promise<{ stream: Readable; size: number; fileName: string }> {
  requireMail(scope, 'read');
  if (!isUuid(id)) throw notFound();
  const [found] = await inReadTransaction(scope, (tx) =>
    tx.select().from(inboundMails).where(ownMail(scope, id)),
  );
  const { storageKey, size, subject } = orNotFound(found);
  const name = subject
    .replace(/[\p{Cc}/\\]+/gu, ' ')
    .trim()
    .slice(0, 80);
  return { stream: orNotFound(await openRaw(storageKey)), size, fileName: `${name || id}.eml` };
}
