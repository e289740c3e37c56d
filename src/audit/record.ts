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
  await recordEach(tx, scope, event, [{ subjectId, ...change }]);
}

/** The same event for many subjects, an entry each, in few round trips. */
export async function recordEach(
  tx: Tx,
  scope: Scope,
  event: string,
  changes: readonly (Change & { subjectId: string })[],
): Promise<void> {
  const entries = changes.map((change) => entryOf(scope, event, change));
  for (let at = 0; at < entries.length; at += atOnce) {
    await tx.insert(auditEvents).values(entries.slice(at, at + atOnce));
  }
  if (!isHeard(scope, event)) return;
  for (const { tenantId, id } of entries) {
    await enqueue(tx, 'tellWebhooks', { tenantId, eventId: id });
  }
}

const atOnce = 500;

function entryOf(scope: Scope, event: string, change: Change & { subjectId: string }) {
  const { actor } = scope;
  const system = actor.kind === 'system';
  return {
    tenantId: scope.tenant.id,
    id: newId(),
    actorKind: actor.kind,
    actorId: system ? actor.job : actor.id,
    actorName: system ? actor.job : actor.name,
    event,
    subjectId: change.subjectId,
    address: scope.address ?? null,
    before: change.before ?? null,
    after: change.after ?? null,
    reference: currentRequest()?.reference ?? null,
  };
}
