import 'server-only';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { inboundMails } from '@/notifications/inbound/tables';
import { clock, hours } from '@/platform/clock';

/** Accepted mails of one address in an hour: nobody writes more, machines do. */
const mostAnHour = 60;
/** How long the same words of the same sender count as a machine's. */
const repeatsWithin = hours(1);

/** Characters kept beside what a mail became, which has its words. */
export const keptOfAccepted = 1000;

/** Whether an address has sent so much within the hour that a person should look first. */
export async function sentTooMany(tx: Tx, scope: Scope, address: string): Promise<boolean> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(inboundMails)
    .where(acceptedSince(scope, address, hours(1)));
  return (row?.count ?? 0) >= mostAnHour;
}

/**
 * Whether the same sender wrote the very same, subject and words, a short while ago: an answering
 * machine that says nothing of itself. It ends what two of them would go on with.
 */
export async function repeatsItself(
  tx: Tx,
  scope: Scope,
  mail: { fromAddress: string; subject: string; excerpt: string },
): Promise<boolean> {
  const [row] = await tx
    .select({ id: inboundMails.id })
    .from(inboundMails)
    .where(
      and(
        acceptedSince(scope, mail.fromAddress, repeatsWithin),
        eq(inboundMails.subject, mail.subject),
        eq(inboundMails.excerpt, mail.excerpt.slice(0, keptOfAccepted)),
      ),
    )
    .limit(1);
  return row !== undefined;
}

const acceptedSince = (scope: Scope, address: string, within: number) =>
  and(
    eq(inboundMails.tenantId, scope.tenant.id),
    eq(inboundMails.fromAddress, address),
    eq(inboundMails.state, 'accepted'),
    gt(inboundMails.receivedAt, new Date(clock.now().getTime() - within)),
  );
