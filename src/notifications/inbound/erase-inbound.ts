import 'server-only';
import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { leftMails } from '@/notifications/mailboxes/tables';
import { saysWord } from '@/platform/says-word';
import { cameFrom } from './inbound-of-person';
import { inboundMails } from './tables';

/**
 * Forgets what came in from these addresses, read or not, what machines sent back about them, and
 * what stayed in a mailbox; the files go with the next `purgeInbound`.
 */
export async function eraseInboundOf(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  addresses: readonly string[],
): Promise<void> {
  if (addresses.length === 0) return;
  const isSaid = or(...addresses.map((address) => saysWord(words, address)));
  const isBounce = and(eq(inboundMails.state, 'ignored'), isSaid);
  await tx
    .delete(inboundMails)
    .where(and(eq(inboundMails.tenantId, tenant.id), or(cameFrom(addresses), isBounce)));
  await tx
    .delete(leftMails)
    .where(and(eq(leftMails.tenantId, tenant.id), inArray(leftMails.fromAddress, [...addresses])));
}

const words = sql`(${inboundMails.subject} || ' ' || ${inboundMails.excerpt})`;
