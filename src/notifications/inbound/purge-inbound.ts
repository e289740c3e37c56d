import 'server-only';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { and, eq, inArray, lt, or } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { leftMails } from '@/notifications/mailboxes/tables';
import { clock, days } from '@/platform/clock';
import { rawFolder } from './raw-store';
import { inboundMails } from './tables';

/** Of what became nothing; what became a ticket stays as long as the ticket. */
const kept = days(90);
/** Of what still waits for somebody: unread or in triage. */
const keptForSomebody = days(365);
/** A file without a row may be one that is being taken in. */
const settling = days(1);

/**
 * Removes a tenant's mails of 90 days ago that were ignored or dismissed, those of a year ago that
 * nobody looked after (in triage, or unread), what is noted of mails that stayed in a mailbox, and
 * files that no row names any more: of erased people, of a process that was killed. A job does it
 * for each.
 */
export async function purgeInbound(scope: Pick<Scope, 'tenant'>): Promise<{ removed: number }> {
  const tenantId = scope.tenant.id;
  const now = clock.now().getTime();
  const [past, longPast] = [new Date(now - kept), new Date(now - keptForSomebody)];
  const isBefore = (day: Date) => lt(inboundMails.receivedAt, day);
  await inTransaction(scope, async (tx) => {
    await tx
      .delete(inboundMails)
      .where(
        and(
          eq(inboundMails.tenantId, tenantId),
          or(
            and(inArray(inboundMails.state, ['ignored', 'dismissed']), isBefore(past)),
            and(inArray(inboundMails.state, ['triage', 'failed']), isBefore(longPast)),
          ),
        ),
      );
    await tx
      .delete(leftMails)
      .where(and(eq(leftMails.tenantId, tenantId), lt(leftMails.createdAt, past)));
  });
  let removed = 0;
  for (const name of await filesIn(tenantId)) {
    if (await isNamed(scope, `${tenantId}/${name.replace(/\.part$/, '')}`)) continue;
    const file = path.join(rawFolder(tenantId), name);
    const age = clock.now().getTime() - ((await stat(file).catch(() => undefined))?.mtimeMs ?? 0);
    if (age < settling) continue;
    await rm(file, { force: true });
    removed++;
  }
  return { removed };
}

async function filesIn(tenantId: string): Promise<string[]> {
  return readdir(rawFolder(tenantId)).catch(() => []);
}

async function isNamed(scope: Pick<Scope, 'tenant'>, storageKey: string): Promise<boolean> {
  const rows = await inTransaction(scope, (tx) =>
    tx
      .select({ id: inboundMails.id })
      .from(inboundMails)
      .where(
        and(eq(inboundMails.tenantId, scope.tenant.id), eq(inboundMails.storageKey, storageKey)),
      )
      .limit(1),
  );
  return rows.length > 0;
}
