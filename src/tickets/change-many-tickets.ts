import 'server-only';
import { z } from 'zod';
import { inSavepoint } from '@/access/in-savepoint';
import type { Scope, Staff } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { assignTicket } from './assign-ticket';
import { changeTicketPriority } from './change-ticket-priority';
import { changeTicketStatus } from './change-ticket-status';
import { rowUuid, ticketNumber } from './input-shapes';
import { demand, isStaff } from './policy';
import { ticketPriorities } from './ticket-view';
import { requireTicketing } from './visible-tickets';

/** So many at most: each is a change of its own. */
export const mostAtOnce = 100;

export const ChangeManyTickets = z.object({
  numbers: z
    .array(ticketNumber)
    .min(1)
    .max(mostAtOnce)
    .transform((numbers) => [...new Set(numbers)].sort((a, b) => a - b)),
  change: z.union([
    z.strictObject({ statusKey: z.string().min(1).max(60) }),
    z.strictObject({ assigneeId: rowUuid.nullable() }),
    z.strictObject({ priority: z.enum(ticketPriorities) }),
  ]),
});

export interface ManyChanged {
  changed: number[];
  /** Those that stayed as they were: why, as a key under `refusals`. */
  refused: { number: number; key: string }[];
}

/**
 * One change to many tickets, ticket by ticket in the order of their numbers, as the single verbs
 * do it: each holds by itself, with its own event, mail and audit entry, and one that can't be
 * changed stops none of the others. Refuses contacts (403) and what is wrong for every ticket, such as an unknown status
 * (422), before any of them changes.
 */
export async function changeManyTickets(
  scope: Scope<Staff>,
  input: z.input<typeof ChangeManyTickets>,
): Promise<ManyChanged> {
  const { numbers, change } = ChangeManyTickets.parse(input);
  requireTicketing(scope, 'write');
  if (!isStaff(scope)) demand({ allowed: false, reason: 'tickets.staffOnly' });
  const result: ManyChanged = { changed: [], refused: [] };
  for (const number of numbers) {
    try {
      await inSavepoint(scope, () => changeOne(scope, number, change));
      result.changed.push(number);
    } catch (error) {
      // An unknown status or technician is so for all: nothing has changed yet, or it has just gone.
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 422 && result.changed.length === 0) throw error;
      result.refused.push({ number, key: error.key });
    }
  }
  return result;
}

type Change = z.output<typeof ChangeManyTickets>['change'];

function changeOne(scope: Scope<Staff>, number: number, change: Change): Promise<void> {
  if ('statusKey' in change) return changeTicketStatus(scope, { number, ...change });
  if ('priority' in change) return changeTicketPriority(scope, { number, ...change });
  return assignTicket(scope, { number, ...change });
}
