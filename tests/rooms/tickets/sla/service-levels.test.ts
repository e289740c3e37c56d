import { asc, eq } from 'drizzle-orm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { clock, minutes } from '@/platform/clock';
import { changeTicketPriority } from '@/tickets/change-ticket-priority';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { closeTicket } from '@/tickets/close-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { changeCompanyLevels } from '@/tickets/sla/change-company-levels';
import { changeServiceLevels } from '@/tickets/sla/change-service-levels';
import { readServiceLevels } from '@/tickets/sla/read-service-levels';
import { recountDueTimes } from '@/tickets/sla/recount-due-times';
import { defaultTargets, type Targets } from '@/tickets/sla/service-level-shapes';
import { warnOfDueTickets } from '@/tickets/sla/warn-of-due-tickets';
import type { Settler } from '@/tickets/statuses/require-settler';
import { ticketMessages, tickets } from '@/tickets/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asApiKey, asSystem } from '~tests/setup/tenants';
import { aTicket, auditedBy, type Desk, mailedBy, makeDesk } from '../desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { admin, technician, requester, tenant, company } = desk;

/** Around the clock, so that the hour of the test doesn't matter. */
const promised = (response: number | null, resolution: number | null): Targets => {
  const target = { response, resolution, clock: 'calendar' as const };
  return { low: target, normal: target, high: { ...target, response: 30 }, urgent: target };
};
const promise = (of: Desk, change: Parameters<typeof changeServiceLevels>[1] = {}) =>
  changeServiceLevels(of.admin, { enabled: true, targets: promised(60, 240), ...change });

afterEach(() => vi.restoreAllMocks());
const inMinutes = (count: number) => {
  const then = Date.now() + minutes(count);
  vi.spyOn(clock, 'now').mockImplementation(() => new Date(then));
};
const rowOf = async (of: Desk, number: number) => {
  const rows = await inTenant(of.tenant.id, (tx) =>
    tx.select().from(tickets).where(eq(tickets.number, number)),
  );
  return rows[0]!;
};
/** Minutes from the opening. */
const dueOf = async (of: Desk, number: number) => {
  const row = await rowOf(of, number);
  const after = (time: Date | null) =>
    time && Math.round((time.getTime() - row.createdAt.getTime()) / 60_000);
  return [after(row.responseDueAt), after(row.resolutionDueAt), after(row.nextDueAt)];
};

const verbs: Record<string, { works: (scope: Scope) => Promise<unknown>; audited: string }> = {
  changeServiceLevels: {
    works: async (scope) => {
      const { soonMinutes } = await readServiceLevels(admin);
      await changeServiceLevels(scope as Settler, { soonMinutes: soonMinutes + 1 });
    },
    audited: 'serviceLevels.changed',
  },
  changeCompanyLevels: {
    works: async (scope) => {
      const { companies } = await readServiceLevels(admin);
      const targets = companies.length > 0 ? null : defaultTargets;
      await changeCompanyLevels(scope as Settler, { companyId: company.id, targets });
    },
    audited: 'company.serviceLevelsChanged',
  },
};

describe.each(Object.entries(verbs))('%s', (_name, { works, audited }) => {
  it('works for admins and keys made for it, and leaves exactly one entry', async () => {
    const before = await readServiceLevels(admin);
    expect(await auditedBy(tenant, () => works(admin))).toEqual([audited]);
    expect(await readServiceLevels(admin)).not.toEqual(before);
    const settler = await asApiKey(tenant, ['settings:write']);
    expect(await auditedBy(tenant, () => works(settler))).toEqual([audited]);
  });

  it('refuses technicians, contacts and keys without the scope', async () => {
    const before = await readServiceLevels(admin);
    const reader = await asApiKey(tenant, ['settings:read', 'tickets:write']);
    const work = async () => {
      for (const scope of [technician, requester]) {
        await expect(works(scope)).rejects.toMatchObject({ key: 'session.adminsOnly' });
      }
      await expect(works(reader)).rejects.toMatchObject({ key: 'api.scopeMissing' });
    };
    expect(await auditedBy(tenant, work)).toEqual([]);
    expect(await readServiceLevels(reader)).toEqual(before);
  });
});

describe('service levels', () => {
  it('of another tenant are not there', async () => {
    await promise(desk, { soonMinutes: 45 });
    expect((await readServiceLevels(other.admin)).soonMinutes).toBe(30);
    const levels = { companyId: company.id, targets: defaultTargets };
    await expect(changeCompanyLevels(other.admin, levels)).rejects.toMatchObject({ status: 404 });
    expect((await readServiceLevels(admin)).companies).toEqual([]);
    await promise(desk, { soonMinutes: 30 });
  });

  it('refuse a week without work, a span without a minute, a day that is none', async () => {
    const empty = Array.from({ length: 7 }, () => []);
    await expect(changeServiceLevels(admin, { hours: empty })).rejects.toThrow('fields.emptyWeek');
    const still = empty.with(0, [{ from: 540, to: 540 }] as never);
    await expect(changeServiceLevels(admin, { hours: still })).rejects.toThrow('fields.emptySpan');
    const holidays = [{ date: '2026-02-30', yearly: false, name: '' }];
    await expect(changeServiceLevels(admin, { holidays })).rejects.toThrow();
  });

  it('change nothing, and say nothing, when they are saved as they are', async () => {
    const levels = await readServiceLevels(admin);
    const { timeZone: _, companies: __, ...same } = levels;
    expect(await auditedBy(tenant, () => changeServiceLevels(admin, same))).toEqual([]);
  });
});

describe('the due times of a ticket', () => {
  it('are set when it is opened, and only where something is promised', async () => {
    const before = await aTicket(other.requester);
    expect(await dueOf(other, before)).toEqual([null, null, null]);
    await promise(desk);
    expect(await dueOf(desk, await aTicket(requester))).toEqual([60, 240, 60]);
  });

  it('follow the priority and the company', async () => {
    const number = await aTicket(requester);
    await changeTicketPriority(technician, { number, priority: 'high' });
    expect(await dueOf(desk, number)).toEqual([30, 240, 30]);
    await changeCompanyLevels(admin, { companyId: company.id, targets: promised(10, null) });
    await recountDueTimes(await asSystem(tenant));
    expect(await dueOf(desk, number)).toEqual([30, null, 30]);
    expect(await dueOf(desk, await aTicket(requester))).toEqual([10, null, 10]);
    await changeCompanyLevels(admin, { companyId: company.id, targets: null });
    await recountDueTimes(await asSystem(tenant));
    expect(await dueOf(desk, number)).toEqual([30, 240, 30]);
  });

  it('stop at the first answer of a technician, not at a note or the contact’s own words', async () => {
    const number = await aTicket(requester);
    await replyToTicket(requester, { number, body: 'Still broken.' });
    expect(await dueOf(desk, number)).toEqual([60, 240, 60]);
    await replyToTicket(technician, { number, body: 'We look.' });
    expect(await dueOf(desk, number)).toEqual([60, 240, 240]);
    const { promises } = await readTicket(technician, number);
    expect(promises).toMatchObject({ response: { state: 'kept' }, resolution: { doneAt: null } });
  });

  it('wait with the ticket, end with it, and go on when it is opened again', async () => {
    const number = await aTicket(requester);
    await changeTicketStatus(technician, { number, statusKey: 'pending' });
    expect((await rowOf(desk, number)).nextDueAt).toBeNull();
    expect((await readTicket(technician, number)).promises?.response?.state).toBe('paused');
    inMinutes(100);
    await changeTicketStatus(technician, { number, statusKey: 'open' });
    expect(await dueOf(desk, number)).toEqual([160, 340, 160]);
    await closeTicket(technician, { number });
    expect((await dueOf(desk, number))[2]).toBeNull();
    inMinutes(200);
    await changeTicketStatus(technician, { number, statusKey: 'open' });
    const [, resolution, next] = await dueOf(desk, number);
    // It was closed at the database's time, which the test doesn't move.
    expect([resolution, next]).toEqual([340 + 100, 160 + 100]);
  });

  it('end when the tenant promises nothing any more', async () => {
    const number = await aTicket(requester);
    await changeServiceLevels(admin, { enabled: false });
    await recountDueTimes(await asSystem(tenant));
    expect(await dueOf(desk, number)).toEqual([null, null, null]);
    await promise(desk);
  });

  it('are not overdue on a ticket that goes on since', async () => {
    const number = await aTicket(requester);
    await closeTicket(technician, { number });
    await changeServiceLevels(admin, { enabled: false });
    await recountDueTimes(await asSystem(tenant));
    expect((await readTicket(technician, number)).promises?.response?.state).toBe('kept');
    await changeTicketStatus(technician, { number, statusKey: 'open' });
    inMinutes(500);
    expect((await readTicket(technician, number)).promises).toBeNull();
    await promise(desk);
  });

  it('begin anew where the ticket had ended before anything was promised', async () => {
    await changeServiceLevels(admin, { enabled: false });
    const number = await aTicket(requester);
    await closeTicket(technician, { number });
    await promise(desk);
    inMinutes(500);
    await changeTicketStatus(technician, { number, statusKey: 'open' });
    expect(await dueOf(desk, number)).toEqual([560, 740, 560]);
  });

  it('never reach contacts', async () => {
    const number = await aTicket(requester);
    const seen = await readTicket(requester, number);
    expect([seen.promises, seen.satisfaction, seen.answerBy]).toEqual([null, null, null]);
  });
});

describe('what a contact reads', () => {
  it('is when they are answered: where it is shown, until it was done, while it can hold', async () => {
    await promise(desk, { showToContacts: true });
    const number = await aTicket(requester);
    const { responseDueAt } = await rowOf(desk, number);
    const answerBy = async () => (await readTicket(requester, number)).answerBy;
    expect(await answerBy()).toEqual(responseDueAt);
    inMinutes(61);
    expect(await answerBy()).toBeNull();
    vi.restoreAllMocks();
    await changeTicketStatus(technician, { number, statusKey: 'pending' });
    expect(await answerBy()).toBeNull();
    await changeTicketStatus(technician, { number, statusKey: 'open' });
    expect(await answerBy()).not.toBeNull();
    await replyToTicket(technician, { number, body: 'We look.' });
    expect(await answerBy()).toBeNull();
    await promise(desk, { showToContacts: false });
    expect((await readTicket(requester, await aTicket(requester))).answerBy).toBeNull();
  });
});

describe('warnOfDueTickets', () => {
  const job = () => asSystem(tenant, 'warnOfDueTickets');
  const eventsOf = (number: number) =>
    inTenant(tenant.id, async (tx) => {
      const { id } = await rowOf(desk, number);
      const rows = await tx
        .select({ event: ticketMessages.event })
        .from(ticketMessages)
        .where(eq(ticketMessages.ticketId, id))
        .orderBy(asc(ticketMessages.createdAt));
      return rows.flatMap(({ event }) =>
        event?.what === 'due' ? [`${event.target} ${event.stage}`] : [],
      );
    });
  /** No ticket of the tests before has anything to say. */
  const quiet = () =>
    inTenant(tenant.id, (tx) => tx.update(tickets).set({ dueLookAt: null, nextDueAt: null }));

  it('says once of each promise that it is due soon, and that it is over', async () => {
    await quiet();
    const number = await aTicket(requester);
    const run = async () => warnOfDueTickets(await job());
    expect(await auditedBy(tenant, run)).toEqual([]);
    inMinutes(59);
    const toAdmin = [`technicianDue → ${admin.actor.id}`];
    expect(await mailedBy(tenant, run)).toEqual(toAdmin);
    expect(await auditedBy(tenant, run)).toEqual([]);
    inMinutes(61);
    expect(await auditedBy(tenant, run)).toEqual(['ticket.overdue']);
    await run();
    expect(await eventsOf(number)).toEqual(['response soon', 'response overdue']);
    expect((await rowOf(desk, number)).dueLookAt).not.toBeNull();
    inMinutes(241);
    await Promise.all([run(), run(), run()]);
    expect(await eventsOf(number)).toEqual([
      'response soon',
      'response overdue',
      'resolution overdue',
    ]);
    expect((await rowOf(desk, number)).dueLookAt).toBeNull();
    expect((await readTicket(requester, number)).messages).toEqual([]);
  });

  it('tells the assignee alone, and nobody of what was answered in time', async () => {
    await quiet();
    const number = await aTicket(requester);
    const assigneeId = technician.actor.id;
    await inTenant(tenant.id, (tx) =>
      tx.update(tickets).set({ assigneeId }).where(eq(tickets.number, number)),
    );
    const answered = await aTicket(requester);
    await replyToTicket(technician, { number: answered, body: 'Done.' });
    inMinutes(61);
    const mails = await mailedBy(tenant, async () => warnOfDueTickets(await job()));
    expect(mails).toEqual([`technicianDue → ${assigneeId}`]);
    expect(await eventsOf(answered)).toEqual([]);
  });

  it('speaks again of a due time that has moved', async () => {
    await quiet();
    const number = await aTicket(requester);
    inMinutes(61);
    await warnOfDueTickets(await job());
    vi.restoreAllMocks();
    await changeTicketPriority(technician, { number, priority: 'high' });
    await warnOfDueTickets(await job());
    inMinutes(61);
    await warnOfDueTickets(await job());
    expect(await eventsOf(number)).toEqual([
      'response overdue',
      'response soon',
      'response overdue',
    ]);
  });

  it('warns of nothing that is over only because the promise has just been made', async () => {
    await quiet();
    await promise(desk, { targets: promised(null, null) });
    const number = await aTicket(requester);
    await promise(desk, { targets: promised(60, 240) });
    inMinutes(100);
    await recountDueTimes(await asSystem(tenant));
    const work = async () => warnOfDueTickets(await job());
    expect(await auditedBy(tenant, work)).toEqual([]);
    inMinutes(241);
    await work();
    expect(await eventsOf(number)).toEqual(['response overdue', 'resolution overdue']);
  });
});
