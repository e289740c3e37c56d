import { describe, expect, it, vi } from 'vitest';
import { inOneTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { mergeTicket } from '@/tickets/merge-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { changeStatusDefinition } from '@/tickets/statuses/change-status-definition';
import { createStatus } from '@/tickets/statuses/create-status';
import { deleteStatus } from '@/tickets/statuses/delete-status';
import { ticketForChange } from '@/tickets/visible-tickets';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';
import { aTicket, makeDesk } from '../desk';

const urls = await freshDatabase();
const { admin, technician, requester } = await makeDesk();
const staff = technician as Scope<Staff>;

const ofStatus = {
  deleteStatus: (key: string) => deleteStatus(admin, { key, successor: 'pending' }),
  changeStatusDefinition: (key: string) =>
    changeStatusDefinition(admin, { key, category: 'resolved' }),
};
interface Case {
  number: number;
  later: number;
  statusKey: string;
}
const ofTicket: Record<string, (at: Case) => Promise<unknown>> = {
  replyToTicket: ({ number, statusKey }) =>
    replyToTicket(staff, { number, statusKey, body: 'Done.' }),
  changeTicketStatus: ({ number, statusKey }) => changeTicketStatus(staff, { number, statusKey }),
  mergeTicket: ({ number, later }) => mergeTicket(staff, { number: later, into: number }),
};
const pairs = Object.keys(ofStatus).flatMap((status) =>
  Object.keys(ofTicket).map((ticket) => [status as keyof typeof ofStatus, ticket] as const),
);

/** Two tickets in a status that is theirs alone. */
async function ready(): Promise<Case> {
  const [number, later] = [await aTicket(requester), await aTicket(requester)];
  const labels = { en: 'On site' };
  const { key: statusKey } = await createStatus(admin, { labels, category: 'pending' });
  // The later one first: the order in which they are found is not that of their numbers.
  for (const one of [later, number]) await changeTicketStatus(staff, { number: one, statusKey });
  return { number, later, statusKey };
}

const somebodyWaits = () =>
  vi.waitFor(async () => {
    const waiting = await onDatabase(
      urls.admin,
      `SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(waiting).toHaveLength(1);
  });

describe.each(pairs)('%s and %s of a ticket that is in the status', (status, ticket) => {
  it('both end where the ticket was taken first', async () => {
    const at = await ready();
    const taken = Promise.withResolvers<void>();
    const ofTheStatus = taken.promise.then(() => ofStatus[status](at.statusKey));
    await inOneTransaction(staff, async (tx) => {
      await ticketForChange(tx, staff, at.number);
      taken.resolve();
      await somebodyWaits();
      await ofTicket[ticket]!(at);
    });
    await ofTheStatus;
    const { status: now } = await readTicket(technician, at.number);
    expect(now.category).toBe(status === 'deleteStatus' ? 'pending' : 'resolved');
  });

  it('both end where the status was taken first', async () => {
    const at = await ready();
    const taken = Promise.withResolvers<void>();
    const ofTheTicket = taken.promise
      .then(() => ofTicket[ticket]!(at))
      .then(
        () => 'done',
        (refusal) => refusal.key,
      );
    await inOneTransaction(admin, async () => {
      await ofStatus[status](at.statusKey);
      taken.resolve();
      await somebodyWaits();
    });
    const isGone = status === 'deleteStatus' && ticket !== 'mergeTicket';
    expect(await ofTheTicket).toBe(isGone ? 'tickets.unknownStatus' : 'done');
  });
});
