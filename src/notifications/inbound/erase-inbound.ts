import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { leftMails } from '@/notifications/mailboxes/tables';
import { inboundMails } from './tables';

/**
 * Forgets what came in from these addresses, or stayed in a mailbox; the files go with the next
 * `purgeInbound`.
 */
export async function eraseInboundOf(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  addresses: readonly string[],
): Promise<void> {
  if (addresses.length === 0) return;
  await tx
    .delete(inboundMails)
    .where(
      and(eq(inboundMails.tenantId, tenant.id), inArray(inboundMails.fromAddress, [...addresses])),
    );
  await tx
    .delete(leftMails)
    .where(and(eq(leftMails.tenantId, tenant.id), inArray(leftMails.fromAddress, [...addresses])));
}
