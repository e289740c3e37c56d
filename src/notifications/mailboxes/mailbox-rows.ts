import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { tokenHash } from '@/platform/crypto';
import { enqueue } from '@/platform/enqueue';
import { orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { mailboxes } from './tables';

export type MailboxRow = typeof mailboxes.$inferSelect;

/** Begins every query about one mailbox. */
export const ownMailbox = ({ tenant }: Pick<Scope, 'tenant'>, id: string) =>
  and(eq(mailboxes.tenantId, tenant.id), eq(mailboxes.id, id));

/** A foreign or unknown one is not found. */
export async function mailboxById(
  tx: Tx,
  scope: Pick<Scope, 'tenant'>,
  id: string,
): Promise<MailboxRow> {
  const [row] = isUuid(id) ? await tx.select().from(mailboxes).where(ownMailbox(scope, id)) : [];
  return orNotFound(row);
}

/** Orders a look when `tx` commits; a second order replaces one that waits. */
export function orderFetch(tx: Tx, tenantId: string, mailboxId: string): Promise<void> {
  const jobKey = `mailbox:${mailboxId}`;
  return enqueue(tx, 'fetchMailbox', { tenantId, mailboxId }, { jobKey });
}

/** For the audit log: what it is, and of its password only whether it is another one. */
export function toldOf(row: MailboxRow) {
  const { host, port, security, username, folder, afterwards, moveTo, active } = row;
  const password = `•••••••• ${tokenHash(row.passwordSealed).slice(0, 6)}`;
  return { host, port, security, username, password, folder, afterwards, moveTo, active };
}
