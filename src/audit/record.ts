import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { newId } from '@/platform/ids';
import { currentRequest } from '@/platform/request-context';
import { auditEvents } from './tables';

export interface Change {
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/**
 * Writes one entry of the audit log inside the verb's own transaction: what happened
 * (`ticket.closed`), to which subject, by whom, and the values before and after. Never put a
 * secret or a text that people wrote into `change`.
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
  await tx.insert(auditEvents).values({
    tenantId: scope.tenant.id,
    id: newId(),
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
}
