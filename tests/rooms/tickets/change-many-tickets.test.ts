import { describe, expect, it } from 'vitest';
import type { Scope, Staff } from '@/access/scope';
import { ChangeManyTickets, changeManyTickets, mostAtOnce } from '@/tickets/change-many-tickets';
import { readTicket } from '@/tickets/read-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asApiKey } from '~tests/setup/tenants';
import { aTicket, auditedBy, makeDesk } from './desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { technician, requester, tenant } = desk;
const some = async (count: number) =>
  (await Promise.all(Array.from({ length: count }, () => aTicket(requester)))).sort(
    (a, b) => a - b,
  );
const me = technician.actor.id;

describe('changing many tickets', () => {
  it.each([
    [{ statusKey: 'pending' }, 'ticket.statusChanged'],
    [{ assigneeId: me }, 'ticket.assigned'],
    [{ priority: 'urgent' as const }, 'ticket.priorityChanged'],
  ])('does what the single verb does, one entry a ticket: %o', async (change, event) => {
    const numbers = await some(3);
    let result: unknown;
    const work = async () => {
      result = await changeManyTickets(technician, { numbers, change });
    };
    expect(await auditedBy(tenant, work)).toEqual([event, event, event]);
    expect(result).toEqual({ changed: numbers, refused: [] });
    for (const number of numbers) {
      const { status, assignee, priority } = await readTicket(technician, number);
      const now = { statusKey: status.key, assigneeId: assignee?.id, priority };
      expect(now).toMatchObject(change);
    }
    expect(await auditedBy(tenant, work)).toEqual([]);
  });

  it('goes on after a ticket that isn’t there, and says which it was', async () => {
    const [one, two] = await some(2);
    const result = await changeManyTickets(technician, {
      numbers: [one!, 999_999, two!, one!],
      change: { priority: 'low' },
    });
    expect(result).toEqual({
      changed: [one, two],
      refused: [{ number: 999_999, key: 'notFound' }],
    });
  });

  it('finds no ticket of another tenant', async () => {
    const numbers = await some(12);
    const foreign = Math.max(...numbers);
    const work = async () => {
      const change = { statusKey: 'closed' };
      const result = await changeManyTickets(other.technician, { numbers: [foreign], change });
      expect(result).toEqual({ changed: [], refused: [{ number: foreign, key: 'notFound' }] });
    };
    expect(await auditedBy(tenant, work)).toEqual([]);
    expect((await readTicket(technician, foreign)).status.key).toBe('open');
  });

  it('refuses contacts, keys without the scope, and what is wrong for all of them', async () => {
    const numbers = await some(2);
    const work = async () => {
      const close = { numbers, change: { statusKey: 'closed' } };
      const asStaff = (scope: Scope) => scope as Scope<Staff>;
      await expect(changeManyTickets(asStaff(requester), close)).rejects.toMatchObject({
        status: 403,
        key: 'tickets.staffOnly',
      });
      const key = await asApiKey(tenant, ['tickets:read']);
      await expect(changeManyTickets(key, close)).rejects.toMatchObject({
        key: 'api.scopeMissing',
      });
      for (const [change, reason] of [
        [{ statusKey: 'limbo' }, 'tickets.unknownStatus'],
        [{ assigneeId: other.technician.actor.id }, 'tickets.unknownTechnician'],
      ] as const) {
        const wrong = changeManyTickets(technician, { numbers, change });
        await expect(wrong).rejects.toMatchObject({ status: 422, key: reason });
      }
    };
    expect(await auditedBy(tenant, work)).toEqual([]);
  });

  it('takes a hundred at most, and one change', () => {
    const numbers = Array.from({ length: mostAtOnce + 1 }, (_, at) => at + 1);
    const change = { priority: 'low' };
    const fits = (input: unknown) => ChangeManyTickets.safeParse(input).success;
    expect(fits({ numbers, change })).toBe(false);
    expect(fits({ numbers: numbers.slice(1), change })).toBe(true);
    expect(fits({ numbers: [], change })).toBe(false);
    expect(fits({ numbers: [1], change: { ...change, statusKey: 'open' } })).toBe(false);
  });
});
