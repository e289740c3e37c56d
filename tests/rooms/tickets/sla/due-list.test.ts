import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { minutes } from '@/platform/clock';
import { readTicketList } from '@/tickets/read-ticket-list';
import { changeServiceLevels } from '@/tickets/sla/change-service-levels';
import { tickets } from '@/tickets/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { aTicket, makeDesk } from '../desk';

await freshDatabase();
const { admin, technician, requester, tenant } = await makeDesk();
/** Tickets by when they are due, in minutes from now; null: nothing promised. */
const made = new Map<number | null, number>();
const times = [null, 500, -30, 10, -90, 200];

beforeAll(async () => {
  await changeServiceLevels(admin, { enabled: true, soonMinutes: 30 });
  for (const time of times) {
    const number = await aTicket(requester);
    const nextDueAt = time === null ? null : new Date(Date.now() + minutes(time));
    await inTenant(tenant.id, (tx) =>
      tx.update(tickets).set({ nextDueAt }).where(eq(tickets.number, number)),
    );
    made.set(time, number);
  }
});

const listed = async (input: Parameters<typeof readTicketList>[1]) =>
  (await readTicketList(technician, input)).rows.map((row) => row.number);
const numbers = (wanted: (number | null)[]) => wanted.map((time) => made.get(time)!);

describe('the queue by due times', () => {
  it('shows what is due first, what is promised nothing last', async () => {
    const sorted = [-90, -30, 10, 200, 500, null];
    expect(await listed({ sort: 'due', direction: 'asc' })).toEqual(numbers(sorted));
    expect(await listed({ sort: 'due', direction: 'desc' })).toEqual(numbers(sorted.toReversed()));
  });

  it('is read page by page, there and back', async () => {
    const seen: number[] = [];
    let cursor: string | undefined;
    let back: string | null = null;
    do {
      const page = await readTicketList(technician, {
        ...{ sort: 'due', direction: 'asc', limit: 2 },
        cursor,
      });
      seen.push(...page.rows.map((row) => row.number));
      cursor = page.nextCursor ?? undefined;
      back = page.previousCursor;
    } while (cursor);
    expect(seen).toEqual(numbers([-90, -30, 10, 200, 500, null]));
    const before = { sort: 'due', direction: 'asc', limit: 2, cursor: back! } as const;
    expect(await listed(before)).toEqual(numbers([10, 200]));
    await expect(listed({ sort: 'due', direction: 'desc', cursor: back! })).rejects.toMatchObject({
      key: 'tickets.badCursor',
    });
  });

  it('says how it stands, and finds what is soon or over', async () => {
    const { rows } = await readTicketList(technician, { sort: 'due', direction: 'asc' });
    const states = ['overdue', 'overdue', 'soon', 'running', 'running', undefined];
    expect(rows.map((row) => row.due?.state)).toEqual(states);
    expect(await listed({ due: 'overdue', sort: 'due', direction: 'asc' })).toEqual(
      numbers([-90, -30]),
    );
    expect(await listed({ due: 'soon' })).toEqual(numbers([10]));
  });

  it('tells contacts nothing, not even by an order or a filter', async () => {
    const plain = await readTicketList(requester, {});
    expect(plain.rows.every((row) => row.due === null)).toBe(true);
    for (const input of [{ sort: 'due' }, { due: 'overdue' }] as const) {
      expect((await readTicketList(requester, input)).rows).toEqual(plain.rows);
    }
  });
});
