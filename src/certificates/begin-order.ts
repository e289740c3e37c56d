import 'server-only';
import type { Client } from 'acme-client';
import { and, eq } from 'drizzle-orm';
import { clock } from '@/platform/clock';
import { type Asked, askAuthority } from './ask-authority';
import { type Decision, mayIssue } from './may-issue';
import { type Ending, endingOf, type Run } from './order-run';
import { dropOrder } from './settle-try';
import { answerWithStored } from './store-certificate';
import { certificateOrders } from './tables';

type NewOrder = Awaited<ReturnType<Client['createOrder']>>;

/**
 * Makes the order with the authority, where it is wanted and within the budget, and keeps its
 * URL; a certificate of the tenant's that is still good is taken instead. The slot of the budget is taken before the request. Undefined where it was made.
 */
export async function beginOrder(run: Run): Promise<Ending | undefined> {
  const { scope, lease } = run;
  const decision = await takeSlot(run);
  if (decision.kind === 'failed' || decision.kind === 'wait') return decision;
  if (decision.kind === 'notWanted') {
    await dropOrder(lease);
    return { kind: 'ended' };
  }
  if (decision.kind === 'stored') {
    await answerWithStored(scope, lease);
    return { kind: 'ended' };
  }
  const made = await createOrder(run);
  if (made.kind === 'refused' && lease.order.replaces && made.problem !== 'rejectedIdentifier') {
    // Replaced already, or another account's (RFC 9773, 5): an order like any other will do,
    // where the budget has room for one.
    await lease.keep({ replaces: null });
    return beginOrder(run);
  }
  if (made.kind !== 'done') return endingOf(run, made);
  await lease.keep({ state: 'created', orderUrl: made.value.url });
  return undefined;
}

/** Counted before it is sent: a request without an answer may have made an order all the same. */
async function takeSlot({ lease }: Run): Promise<Decision> {
  const { order } = lease;
  const { tenantId, id } = order;
  const taken: { decision?: Decision } = {};
  await lease.keep({}, async (tx, domain) => {
    taken.decision = await mayIssue(tx, order, domain);
    if (taken.decision.kind !== 'order') return;
    await tx
      .update(certificateOrders)
      .set({ orderedAt: clock.now() })
      .where(and(eq(certificateOrders.tenantId, tenantId), eq(certificateOrders.id, id)));
  });
  return taken.decision ?? { kind: 'notWanted' };
}

function createOrder({ visit, lease }: Run): Promise<Asked<NewOrder>> {
  const { host, replaces } = lease.order;
  const wanted = {
    identifiers: [{ type: 'dns', value: host }],
    ...(replaces ? { replaces } : {}),
  };
  return askAuthority(visit, (client) => client.createOrder(wanted));
}
