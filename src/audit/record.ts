import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { enqueue } from '@/platform/enqueue';
import { newId } from '@/platform/ids';
import { currentRequest } from '@/platform/request-context';
import { isHeard } from './heard-events';
import { auditEvents } from './tables';

export interface Change {
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/**
 * Writes one entry of the audit log inside the verb's own transaction: what happened
 * (`ticket.closed`), to which subject, by whom, and the values before and after. Never put a
 * secret or a text that people wrote into `change`. Where a program outside wants to hear of it,
 * it is told when the transaction commits.
 */
export async function record(
  tx: Tx,
  scope: Scope,
  event: string,
  subjectId: string,
  change: Change = {},
): Promise<void> {
  const { actor } = scope;
  const system = actor.kind === 'system';
  const id = newId();
  await tx.insert(auditEvents).values({
    tenantId: scope.tenant.id,
    id,
    actorKind: actor.kind,
    actorId: system ? actor.job : actor.id,
    actorName: system ? actor.job : actor.name,
    event,
    subjectId,
    address: scope.address ?? null,
    before: change.before ?? null,
    after: change.after ?? null,
    reference: currentRequest()?.reference ?? null,
  });
  if (!isHeard(scope, event)) return;
  await enqueue(tx, 'tellWebhooks', { tenantId: scope.tenant.id, eventId: id });
}
