import 'server-only';
import { and, asc, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { isUuid } from '@/platform/ids';
import { settingsCan } from '@/settings/policy';
import { type MailboxRow, mailboxById } from './mailbox-rows';
import type { Afterwards, MailboxFinding, Security } from './mailbox-words';
import { leftMails, mailboxes } from './tables';

export interface MailboxView {
  id: string;
  host: string;
  port: number;
  security: Security;
  username: string;
  folder: string;
  afterwards: Afterwards;
  /** The folder that mails are moved to; empty where they are marked as read. */
  moveTo: string;
  active: boolean;
  /** What the last look found; null before the first. */
  last: MailboxFinding | null;
  /** Since when looks fail; null where the last one didn't. */
  failingSince: Date | null;
  /** When it is looked at next; null while it is off. */
  nextTryAt: Date | null;
  /** When all that was there had been taken in. */
  emptiedAt: Date | null;
  createdAt: Date;
}

export interface LeftMailView {
  id: string;
  reason: 'tooLarge' | 'unreadable';
  /** Bytes, as its server says. */
  size: number;
  fromAddress: string;
  subject: string;
  createdAt: Date;
}

/** All mailboxes, oldest first; never their passwords. */
export async function readMailboxes(scope: Scope<Staff>): Promise<MailboxView[]> {
  refuseUnlessPermitted(settingsCan.read(scope));
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select()
      .from(mailboxes)
      .where(eq(mailboxes.tenantId, scope.tenant.id))
      .orderBy(asc(mailboxes.createdAt), asc(mailboxes.id)),
  );
  return rows.map(viewOf);
}

/** A foreign or unknown one is not found. */
export async function readMailbox(scope: Scope<Staff>, id: string): Promise<MailboxView> {
  refuseUnlessPermitted(settingsCan.read(scope));
  return viewOf(await inReadTransaction(scope, (tx) => mailboxById(tx, scope, id)));
}

export const ReadLeftMails = z.object({
  /** The last mail of the page before. */
  cursor: z.string().max(1_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** Mails that were left in a mailbox, newest first, with the reason. */
export async function readLeftMails(
  scope: Scope<Staff>,
  id: string,
  input: z.input<typeof ReadLeftMails> = {},
): Promise<{ rows: LeftMailView[]; nextCursor: string | null }> {
  refuseUnlessPermitted(settingsCan.read(scope));
  const { cursor, limit } = ReadLeftMails.parse(input);
  const { reason, size, fromAddress, subject, createdAt } = leftMails;
  const rows = await inReadTransaction(scope, async (tx) => {
    const mailbox = await mailboxById(tx, scope, id);
    return tx
      .select({ id: leftMails.id, reason, size, fromAddress, subject, createdAt })
      .from(leftMails)
      .where(
        and(
          eq(leftMails.tenantId, scope.tenant.id),
          eq(leftMails.mailboxId, mailbox.id),
          cursor && isUuid(cursor) ? lt(leftMails.id, cursor) : undefined,
        ),
      )
      .orderBy(desc(leftMails.id))
      .limit(limit + 1);
  });
  const nextCursor = rows.length > limit ? rows[limit - 1]!.id : null;
  return { rows: rows.slice(0, limit), nextCursor };
}

function viewOf(row: MailboxRow): MailboxView {
  const { id, host, port, security, username, folder, afterwards, moveTo, active } = row;
  return {
    ...{ id, host, port, security, username, folder, afterwards, moveTo, active },
    last: row.finding ? { finding: row.finding, about: row.findingAbout } : null,
    failingSince: row.failingSince,
    nextTryAt: active ? row.nextTryAt : null,
    emptiedAt: row.emptiedAt,
    createdAt: row.createdAt,
  };
}
