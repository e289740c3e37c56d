import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { ticketStatuses } from '@/tickets/tables';
import { statusCategories } from '@/tickets/ticket-view';
import { lockStatuses } from './lock-statuses';
import { requireSettler, type Settler } from './require-settler';
import { mostStatuses, statusCategory, statusColour, statusLabels } from './status-definition';

export const CreateStatus = z.object({
  /** For programs, and for good; left out it is made of the first label. */
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, { message: 'fields.statusKey' })
    .optional(),
  /** At least one. */
  labels: statusLabels.refine((labels) => Object.keys(labels).length > 0, {
    message: 'fields.required',
  }),
  category: statusCategory,
  colour: statusColour.default(null),
  portalVisible: z.boolean().default(true),
});

/**
 * Adds a status at the end; tickets can take it at the next request. Returns its key. Refuses
 * who is no admin (403), a key that is taken (422), and more than `mostStatuses` (409).
 */
export async function createStatus(
  scope: Settler,
  input: z.input<typeof CreateStatus>,
): Promise<{ key: string }> {
  const { key: wanted, ...facts } = CreateStatus.parse(input);
  requireSettler(scope, 'write');
  return inTransaction(scope, async (tx) => {
    const statuses = await lockStatuses(tx, scope);
    if (statuses.length >= mostStatuses) {
      throw new Refusal('tickets.tooManyStatuses', { values: { most: mostStatuses } });
    }
    const taken = new Set([...reserved, ...statuses.map((status) => status.key)]);
    if (wanted && taken.has(wanted)) {
      throw new Refusal('tickets.statusKeyTaken', {
        status: 422,
        fields: { key: 'tickets.statusKeyTaken' },
      });
    }
    const key = wanted ?? freeKey(Object.values(facts.labels)[0]!, taken);
    const id = newId();
    const position = 1 + Math.max(-1, ...statuses.map((status) => status.position));
    const made = await tx
      .insert(ticketStatuses)
      .values({ tenantId: scope.tenant.id, id, key, position, ...facts })
      .onConflictDoNothing()
      .returning({ key: ticketStatuses.key });
    if (made.length === 0) throw new Refusal('tickets.statusesChanged');
    await record(tx, scope, 'ticketStatus.created', id, {
      after: { name: Object.values(facts.labels)[0], key, ...facts },
    });
    return { key };
  });
}

/** Words that filters of lists know already: a status of that name could not be told from them. */
const reserved = [...statusCategories, 'active'];

function freeKey(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 32);
  const stem = plain.replace(/-+$/, '') || 'status';
  for (let count = 1; ; count++) {
    const key = count === 1 ? stem : `${stem}-${count}`;
    if (!taken.has(key)) return key;
  }
}
