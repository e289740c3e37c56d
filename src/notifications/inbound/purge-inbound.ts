import 'server-only';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { and, eq, inArray, lt } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { leftMails } from '@/notifications/mailboxes/tables';
import { clock, days } from '@/platform/clock';
import { rawFolder } from './raw-store';
import { inboundMails } from './tables';

/** Of what became nothing; what became a ticket stays as long as the ticket. */
const kept = days(90);
/** A file without a row may be one that is being taken in. */
const settling = days(1);

/**
 * Removes a tenant's mails of 90 days ago that were ignored or dismissed, what is noted of those
 * that stayed in a mailbox, and files that no row names any more: of erased people, of a process
 * that was killed. A job does it for each.
 */
export async function purgeInbound(scope: Pick<Scope, 'tenant'>): Promise<{ removed: number }> {
  const tenantId = scope.tenant.id;
  const past = new Date(clock.now().getTime() - kept);
  await inTransaction(scope, async (tx) => {
    await tx
      .delete(inboundMails)
      .where(
        and(
          eq(inboundMails.tenantId, tenantId),
          inArray(inboundMails.state, ['ignored', 'dismissed']),
          lt(inboundMails.receivedAt, past),
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
