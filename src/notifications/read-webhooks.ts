import 'server-only';
import { and, asc, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { notFound, orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { webhooksCan } from './policy';
import { webhookDeliveries, webhooks } from './tables';

export interface WebhookView {
  id: string;
  url: string;
  events: string[];
  /** When it was switched off; null while it is told. */
  disabledAt: Date | null;
  createdAt: Date;
}

export interface WebhookDeliveryView {
  id: string;
  event: string;
  /** The id of the event: the same in every delivery of it. */
  eventId: string;
  state: 'queued' | 'delivered' | 'failed';
  attempts: number;
  /** What the receiver answered last; null where nobody did. */
  lastStatus: number | null;
  /** Why the last try failed: `timedOut`, `ECONNREFUSED`, `privateAddress` and the like. */
  lastError: string | null;
  /** While it is queued. */
  nextTryAt: Date | null;
  createdAt: Date;
  deliveredAt: Date | null;
}

/** All webhooks, oldest first; never their secrets. */
export async function readWebhooks(scope: Scope<Staff>): Promise<WebhookView[]> {
  refuseUnlessPermitted(webhooksCan.read(scope));
  return inReadTransaction(scope, (tx) =>
    tx
      .select(shown)
      .from(webhooks)
      .where(eq(webhooks.tenantId, scope.tenant.id))
      .orderBy(asc(webhooks.createdAt), asc(webhooks.id)),
  );
}

/** A foreign or unknown one is not found. */
export async function readWebhook(scope: Scope<Staff>, id: string): Promise<WebhookView> {
  refuseUnlessPermitted(webhooksCan.read(scope));
  return inReadTransaction(scope, (tx) => webhookById(tx, scope, id));
}

export const ReadDeliveries = z.object({
  /** The last delivery of the page before. */
  cursor: z.string().max(1_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** What a webhook was sent, newest first, for thirty days. */
export async function readDeliveries(
  scope: Scope<Staff>,
  id: string,
  input: z.input<typeof ReadDeliveries> = {},
): Promise<{ rows: WebhookDeliveryView[]; nextCursor: string | null }> {
  refuseUnlessPermitted(webhooksCan.read(scope));
  const { cursor, limit } = ReadDeliveries.parse(input);
  const rows = await inReadTransaction(scope, async (tx) => {
    const webhook = await webhookById(tx, scope, id);
    return tx
      .select()
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.tenantId, scope.tenant.id),
          eq(webhookDeliveries.webhookId, webhook.id),
          cursor && isUuid(cursor) ? lt(webhookDeliveries.id, cursor) : undefined,
        ),
      )
      .orderBy(desc(webhookDeliveries.id))
      .limit(limit + 1);
  });
  const nextCursor = rows.length > limit ? rows[limit - 1]!.id : null;
  return { rows: rows.slice(0, limit).map(viewOf), nextCursor };
}

const { id, url, events, disabledAt, createdAt } = webhooks;
const shown = { id, url, events, disabledAt, createdAt };

async function webhookById(tx: Tx, scope: Scope<Staff>, wanted: string): Promise<WebhookView> {
  if (!isUuid(wanted)) throw notFound();
  const [row] = await tx
    .select(shown)
    .from(webhooks)
    .where(and(eq(webhooks.tenantId, scope.tenant.id), eq(id, wanted)));
  return orNotFound(row);
}

export function viewOf(row: typeof webhookDeliveries.$inferSelect): WebhookDeliveryView {
  const { event, state, attempts, lastStatus, lastError, nextTryAt, deliveredAt } = row;
  return {
    id: row.id,
    event,
    eventId: (row.payload as { id: string }).id,
    state,
    attempts,
    lastStatus,
    lastError,
    nextTryAt: state === 'queued' ? nextTryAt : null,
    createdAt: row.createdAt,
    deliveredAt,
  };
}
