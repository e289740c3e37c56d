import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { isWanted } from '@/audit/heard-events';
import { type AuditEventView, auditEventById } from '@/audit/read-audit-events';
import { queueDelivery } from './queue-delivery';
import { webhooks } from './tables';

export const TellWebhooks = z.object({ eventId: z.uuid() });

/**
 * Queues an event of the audit log for every webhook that wants it. A delivery's id follows from
 * the event and the webhook, so that repeating the job tells nobody twice.
 */
export async function tellWebhooks(
  scope: Scope<System>,
  { eventId }: z.infer<typeof TellWebhooks>,
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const event = await auditEventById(tx, scope, eventId);
    if (!event) return;
    const on = await tx
      .select({ id: webhooks.id, events: webhooks.events })
      .from(webhooks)
      .where(and(eq(webhooks.tenantId, scope.tenant.id), isNull(webhooks.disabledAt)));
    for (const { id: webhookId, events } of on) {
      if (!isWanted(events, event.event)) continue;
      const id = deliveryIdOf(event.id, webhookId);
      const payload = payloadOf(event);
      await queueDelivery(tx, scope, { id, webhookId, event: event.event, payload });
    }
  });
}

/** Ids and facts: no names of who acted and, as in the log itself, no text that people wrote. */
function payloadOf({ id, event, at, subjectId, actor, before, after }: AuditEventView) {
  const { kind, id: actorId } = actor;
  return {
    id,
    event,
    at: at.toISOString(),
    subjectId,
    actor: { kind, id: actorId },
    before,
    after,
  };
}

/** A UUIDv7 of the event's own time, its random part made of both ids. */
function deliveryIdOf(eventId: string, webhookId: string): string {
  const hash = createHash('sha256').update(`${eventId} ${webhookId}`).digest('hex');
  return `${eventId.slice(0, 15)}${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
