import 'server-only';
import { and, eq, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { clock, hours, minutes } from '@/platform/clock';
import { open } from '@/platform/crypto';
import { isLiveInstallation } from '@/platform/env';
import { log } from '@/platform/log';
import { postPinned } from '@/platform/outbound';
import { publicAddresses, type Reach } from '@/platform/reach';
import { webhookSecret } from './create-webhook';
import { enqueueDelivery } from './queue-delivery';
import { signDelivery } from './sign-delivery';
import { switchOffWebhook } from './switch-off-webhook';
import { webhookDeliveries, webhooks } from './tables';

export const DeliverWebhook = z.object({ deliveryId: z.uuid() });

type Row = typeof webhookDeliveries.$inferSelect;
type Webhook = typeof webhooks.$inferSelect;
type Outcome = { lastStatus: number | null; lastError: string | null };

/** Milliseconds for one try: a receiver writes it down and works on it later. */
const timeout = 10_000;
/** Longer than one try can take; after it another process may send (a crash lost the first). */
const lease = minutes(1);
const patience = hours(72);

/**
 * Sends one delivery: at least once. Anything but a 2xx within ten seconds is tried again, ever
 * more rarely, for three days; redirects are not followed. Where the host leads is looked at anew
 * each time, and a private address is never connected to. A receiver that took nothing in all
 * three days is switched off. Repeating the job is harmless.
 */
export async function deliverWebhook(
  scope: Scope<System>,
  { deliveryId }: z.infer<typeof DeliverWebhook>,
  reach: Reach = {},
): Promise<void> {
  const claimed = await claim(scope, deliveryId);
  if (!claimed) return;
  const { row, webhook } = claimed;
  const outcome = await send(row, webhook, reach);
  if (outcome.lastError === null) {
    return settle(scope, row, { ...outcome, state: 'delivered', deliveredAt: clock.now() });
  }
  const late = clock.now().getTime() - row.createdAt.getTime() > patience;
  const { attempts } = row;
  log.warn('webhook.notDelivered', { deliveryId, attempts, ...outcome, final: late });
  if (outcome.lastError === 'timedOut') await giveRest(scope, webhook.id);
  if (!late) return tryLater(scope, row, outcome);
  await settle(scope, row, { ...outcome, state: 'failed' });
  await switchOffWebhook(scope, { id: webhook.id, since: row.createdAt });
}

/** Takes the delivery for one lease; undefined where it has ended or somebody sends it. */
async function claim(scope: Scope<System>, deliveryId: string) {
  const now = clock.now();
  return inTransaction(scope, async (tx) => {
    const [row] = await tx
      .update(webhookDeliveries)
      .set({
        attempts: sql`${webhookDeliveries.attempts} + 1`,
        nextTryAt: new Date(now.getTime() + lease),
      })
      .where(and(waiting(scope, deliveryId), lte(webhookDeliveries.nextTryAt, now)))
      .returning();
    if (!row) return undefined;
    const [webhook] = await tx
      .select()
      .from(webhooks)
      .where(and(eq(webhooks.tenantId, scope.tenant.id), eq(webhooks.id, row.webhookId)));
    if (webhook && !webhook.disabledAt) return { row, webhook };
    await tx
      .update(webhookDeliveries)
      .set({ state: 'failed', lastError: 'switchedOff' })
      .where(waiting(scope, deliveryId));
    return undefined;
  });
}

const waiting = (scope: Scope<System>, deliveryId: string) =>
  and(
    eq(webhookDeliveries.tenantId, scope.tenant.id),
    eq(webhookDeliveries.id, deliveryId),
    eq(webhookDeliveries.state, 'queued'),
  );

async function send(row: Row, webhook: Webhook, reach: Reach): Promise<Outcome> {
  const { url } = webhook;
  if (url.startsWith('http:') && isLiveInstallation()) return failed('httpsOnly');
  const secrets = secretsOf(webhook);
  if (secrets.length === 0) return failed('secretUnreadable');
  const addresses = await publicAddresses(url, reach);
  if (!addresses) return failed('privateAddress');
  if (addresses.length === 0) return failed('notFound');
  const body = JSON.stringify(row.payload);
  const { allowed } = reach;
  const sent = await postPinned(url, {
    addresses,
    ...(allowed && { allowed }),
    timeout,
    maxBytes: 65_536,
    body,
    headers: {
      'Content-Type': 'application/json',
      'Servicedesk-Event': row.event,
      'Servicedesk-Delivery': row.id,
      'Servicedesk-Signature': signDelivery(secrets, body, clock.now()),
    },
  });
  switch (sent.outcome) {
    case 'answered': {
      const isTaken = sent.status >= 200 && sent.status < 300;
      return { lastStatus: sent.status, lastError: isTaken ? null : 'badStatus' };
    }
    case 'failed':
      return failed(sent.code);
    case 'refused':
      return failed('privateAddress');
    default:
      return failed(sent.outcome);
  }
}

/** The newest first; none where it can't be opened. */
function secretsOf({ secretSealed, previousSecretSealed, previousUntil }: Webhook): string[] {
  const counts = previousUntil !== null && previousUntil > clock.now();
  const newest = open(webhookSecret, secretSealed);
  const previous = counts ? open(webhookSecret, previousSecretSealed ?? '') : undefined;
  return newest === undefined ? [] : [newest, ...(previous === undefined ? [] : [previous])];
}

const failed = (lastError: string): Outcome => ({ lastStatus: null, lastError });

async function settle(scope: Scope<System>, row: Row, change: Partial<Row>): Promise<void> {
  await inTransaction(scope, (tx) =>
    tx.update(webhookDeliveries).set(change).where(waiting(scope, row.id)),
  );
}

/**
 * What else waits for a receiver that doesn't answer waits a minute or two more, so that it holds
 * few places at a time and those who answer are told meanwhile.
 */
async function giveRest(scope: Scope<System>, webhookId: string): Promise<void> {
  const now = clock.now();
  const nextTryAt = new Date(now.getTime() + minutes(1 + Math.random()));
  await inTransaction(scope, (tx) =>
    tx
      .update(webhookDeliveries)
      .set({ nextTryAt })
      .where(
        and(
          eq(webhookDeliveries.tenantId, scope.tenant.id),
          eq(webhookDeliveries.webhookId, webhookId),
          eq(webhookDeliveries.state, 'queued'),
          lte(webhookDeliveries.nextTryAt, now),
        ),
      ),
  );
}

/**
 * One minute, two, four … up to six hours, and up to a quarter less: what failed together doesn't
 * come back together.
 */
async function tryLater(scope: Scope<System>, row: Row, outcome: Outcome): Promise<void> {
  const most = Math.min(minutes(1) * 2 ** (row.attempts - 1), hours(6));
  const delay = most * (1 - Math.random() / 4);
  const nextTryAt = new Date(clock.now().getTime() + delay);
  await inTransaction(scope, async (tx) => {
    await tx
      .update(webhookDeliveries)
      .set({ ...outcome, nextTryAt })
      .where(waiting(scope, row.id));
    await enqueueDelivery(tx, scope.tenant.id, row.id, nextTryAt);
  });
}
