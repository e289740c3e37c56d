import 'server-only';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { demand, isStaff } from '@/tickets/policy';
import { allStatuses, type StatusRow } from '@/tickets/read-statuses';
import { labelOf, statusWords } from '@/tickets/status-words';
import { requireTicketing } from '@/tickets/visible-tickets';
import type { StatusDefinition } from './status-definition';

/** Every status of the tenant in its order, with all its labels. Refuses contacts (403). */
export async function readStatusDefinitions(scope: Scope): Promise<StatusDefinition[]> {
  requireTicketing(scope, 'read');
  if (!isStaff(scope)) demand({ allowed: false, reason: 'tickets.staffOnly' });
  return definitionsOf(scope, await inReadTransaction(scope, (tx) => allStatuses(tx, scope)));
}

/** The rows as people who define statuses see them, in the reader's language. */
export async function definitionsOf(
  { language }: Pick<Scope, 'language'>,
  rows: readonly StatusRow[],
): Promise<StatusDefinition[]> {
  const words = await statusWords(language);
  return rows.map(({ id, key, category, labels, colour, portalVisible }) => ({
    id,
    key,
    category,
    label: labelOf({ category, labels }, language, words),
    labels,
    colour,
    portalVisible,
  }));
}
