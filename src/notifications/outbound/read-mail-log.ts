import 'server-only';
import { and, eq, ilike, lt, or } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { outboxMessages } from '@/notifications/tables';
import { settingsCan } from '@/settings/policy';
import { type MailLogRow, mailLog } from './mail-log';

export const mailStates = [
  'queued',
  'sent',
  'failed',
  'bounced',
  'suppressed',
  'voided',
  'onScreen',
] as const satisfies readonly MailLogRow['state'][];

export const ReadMailLog = z.object({
  /** A part of the recipient's name or address. */
  q: z.string().trim().max(200).optional().catch(undefined),
  state: z.enum(mailStates).optional().catch(undefined),
  /** The id of the last mail that was shown. */
  cursor: z.uuid().optional().catch(undefined),
  limit: z.coerce.number().int().min(1).max(100).catch(25).default(25),
});

/**
 * What was mailed in the last 90 days and how each delivery went, the newest first. Refuses
 * everybody but admins, keys made for settings and the server itself (403).
 */
export async function readMailLog(
  scope: Scope<Staff>,
  input: z.input<typeof ReadMailLog> = {},
): Promise<{ rows: MailLogRow[]; nextCursor: string | null }> {
  refuseUnlessPermitted(settingsCan.read(scope));
  const { q, state, cursor, limit } = ReadMailLog.parse(input);
  const { id, toAddress, toName } = outboxMessages;
  const pattern = q && `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const wanted = and(
    state && eq(outboxMessages.state, state),
    pattern ? or(ilike(toAddress, pattern), ilike(toName, pattern)) : undefined,
    cursor ? lt(id, cursor) : undefined,
  );
  const found = await inReadTransaction(scope, (tx) => mailLog(tx, scope, wanted, limit + 1));
  const rows = found.slice(0, limit);
  return { rows, nextCursor: found.length > limit ? rows.at(-1)!.id : null };
}
