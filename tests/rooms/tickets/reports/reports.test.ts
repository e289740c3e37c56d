import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Scope, Staff } from '@/access/scope';
import { importDeflections } from '@/knowledge/search/import-deflections';
import { clock } from '@/platform/clock';
import { closeTicket } from '@/tickets/close-ticket';
import { createDefaultStatuses } from '@/tickets/default-statuses';
import { importHistory } from '@/tickets/import-history';
import { mergeTicket } from '@/tickets/merge-ticket';
import { importRating } from '@/tickets/ratings/import-rating';
import { reopenTicket } from '@/tickets/reopen-ticket';
import { readReportRows } from '@/tickets/reports/read-report-rows';
import { readTicketReport } from '@/tickets/reports/read-ticket-report';
import { reportPeriod } from '@/tickets/reports/report-period';
import { writeReport } from '@/tickets/reports/write-report';
import { makeArticle } from '~tests/rooms/knowledge/articles';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import {
  asApiKey,
  asContact,
  asSystem,
  asTechnician,
  makeCompany,
  makeTenant,
} from '~tests/setup/tenants';

await freshDatabase();
afterEach(() => vi.restoreAllMocks());

const berlin = { timeZone: 'Europe/Berlin' };
const nowIs = (at: string) => vi.spyOn(clock, 'now').mockReturnValue(new Date(at));

/** A desk in Berlin with four tickets around the end of March 2026. */
async function makeDesk() {
  const tenant = await makeTenant();
  const [system, technician, other] = [
    await asSystem(tenant),
    await asTechnician(tenant),
    await asTechnician(tenant),
  ];
  await createDefaultStatuses(system);
  const [one, two] = [await makeCompany(tenant, '=Alder'), await makeCompany(tenant, 'Birch')];
  const [jane, joe] = [
    await asContact(tenant, { company: one }),
    await asContact(tenant, { company: two }),
  ];
  const open = async (
    by: typeof jane,
    createdAt: string,
    { answered, solved, mine = true }: { answered?: string; solved?: string; mine?: boolean } = {},
  ) => {
    const assignee = mine ? technician.actor.id : other.actor.id;
    const { id } = await importHistory(system, {
      ...{ title: 'T', description: 'D', type: 'incident', priority: 'normal', ccIds: [] },
      ...{ status: solved ? 'resolved' : 'open', statusAt: solved ? new Date(solved) : null },
      ...{ createdAt: new Date(createdAt), requesterId: by.actor.id, assigneeId: assignee },
      companyId: by.actor.companyId,
      messages: answered
        ? [
            {
              ...{ kind: 'reply' as const, body: 'B', createdAt: new Date(answered) },
              author: { kind: 'technician' as const, id: assignee },
            },
          ]
        : [],
    });
    return id;
  };
  // Before the period, and solved in it.
  await open(jane, '2026-03-01T10:00Z', { solved: '2026-03-28T11:00Z', mine: false });
  // In Berlin on the 28th, half an hour before midnight; answered after it, in summer time.
  const rated = await open(jane, '2026-03-28T22:30Z', {
    ...{ answered: '2026-03-28T23:30Z', solved: '2026-03-30T22:30Z' },
  });
  await open(joe, '2026-03-29T10:00Z', { answered: '2026-03-29T12:00Z' });
  await open(joe, '2026-03-30T10:00Z');
  const ratedAt = new Date('2026-03-30T22:50Z');
  await importRating(system, { ticketId: rated, score: 4, comment: '', at: ratedAt });
  const { id: articleId } = await makeArticle(technician);
  // The 29th in Berlin, not yet in Greenwich.
  const at = new Date('2026-03-28T23:30Z');
  await importDeflections(system, [{ articleId, contactId: joe.actor.id, at }]);
  return { tenant, technician, other, jane, joe, one, two };
}

const march = { range: 'custom', from: '2026-03-28', to: '2026-03-31' } as const;

describe('the report of a desk', () => {
  it('counts each thing on the day of the tenant on which it happened', async () => {
    const { technician } = await makeDesk();
    const { period, buckets, totals } = await readTicketReport(technician, march);
    expect(period).toEqual({ from: '2026-03-28', to: '2026-03-31', unit: 'day' });
    const shown = buckets.map((one) => [
      one.start,
      ...[one.opened, one.solved, one.backlog],
      ...[one.firstResponse, one.resolution, one.satisfied, one.deflected],
    ]);
    expect(shown).toEqual([
      ['2026-03-28', 1, 1, 1, null, 27 * 1440 + 60, 0, 0],
      ['2026-03-29', 1, 0, 2, 90, null, 0, 1],
      ['2026-03-30', 1, 0, 3, null, null, 0, 0],
      ['2026-03-31', 0, 1, 2, null, 48 * 60, 1, 0],
    ]);
    expect(totals).toMatchObject({
      ...{ opened: 3, solved: 2, backlog: 2, firstResponse: 90, firstResponseMost: 114 },
      ...{ rated: 1, satisfied: 1, deflected: 1 },
    });
  });

  it('counts what was merged into another ticket there alone, unless it is opened again', async () => {
    const { technician, one, two } = await makeDesk();
    const [solved, rated, answered, last] = [1, 2, 3, 4] as const;
    await mergeTicket(technician, { number: answered, into: last });
    await mergeTicket(technician, { number: rated, into: solved });
    const { totals } = await readTicketReport(technician, march);
    expect(totals).toMatchObject({ opened: 1, solved: 1, backlog: 1, rated: 1, satisfied: 1 });
    expect(totals.resolution).toBe(27 * 1440 + 60);
    const { rows } = await readReportRows(technician, 'companies', march);
    expect(rows).toMatchObject([
      { id: two.id, opened: 1, solved: 0, open: 1, rated: 0 },
      { id: one.id, opened: 0, solved: 1, open: 0, rated: 1 },
    ]);
    // What was said of a ticket is not unsaid by merging it.
    const narrowed = { ...march, companyId: one.id, technicianId: technician.actor.id };
    expect((await readReportRows(technician, 'companies', narrowed)).rows).toMatchObject([
      { id: one.id, opened: 0, solved: 0, open: 0, resolution: null, rated: 1, satisfied: 1 },
    ]);
    await reopenTicket(technician, { number: answered });
    const again = await readTicketReport(technician, { ...march, companyId: two.id });
    expect(again.totals).toMatchObject({ opened: 2, solved: 0, backlog: 2 });
    await closeTicket(technician, { number: answered }); // by itself this time
    const closed = await readTicketReport(technician, { ...march, companyId: two.id });
    expect(closed.totals).toMatchObject({ opened: 2, backlog: 2 });
  });

  it('is narrowed to a company and to a technician', async () => {
    const { technician, other, two } = await makeDesk();
    const ofTwo = await readTicketReport(technician, { ...march, companyId: two.id });
    expect(ofTwo.totals).toMatchObject({
      opened: 2,
      solved: 0,
      backlog: 2,
      rated: 0,
      deflected: 1,
    });
    const technicianId = other.actor.id;
    const ofOther = await readTicketReport(technician, { ...march, technicianId });
    expect(ofOther.totals).toMatchObject({ opened: 0, solved: 1, backlog: 0, deflected: 0 });
  });

  it('adds weeks and months up, with bars where nothing happened', async () => {
    const { technician } = await makeDesk();
    const from = { range: 'custom', from: '2026-02-25', to: '2026-04-02' } as const;
    const weeks = await readTicketReport(technician, { ...from, unit: 'week' });
    expect(weeks.buckets.map(({ start, opened }) => [start, opened])).toEqual([
      ['2026-02-25', 1],
      ...[2, 9, 16].map((day) => [`2026-03-${String(day).padStart(2, '0')}`, 0]),
      ['2026-03-23', 2],
      ['2026-03-30', 1],
    ]);
    const months = await readTicketReport(technician, { ...from, unit: 'month' });
    expect(months.buckets.map(({ start, opened }) => [start, opened])).toEqual([
      ['2026-02-25', 0],
      ['2026-03-01', 4],
      ['2026-04-01', 0],
    ]);
  });

  it('lists companies and technicians, the busiest first', async () => {
    const { technician, other, one, two } = await makeDesk();
    const companies = await readReportRows(technician, 'companies', march);
    expect(companies.rows).toEqual([
      {
        ...{ id: two.id, name: 'Birch', opened: 2, solved: 0, open: 2 },
        ...{ firstResponse: 120, resolution: null, rated: 0, satisfied: 0 },
      },
      {
        ...{ id: one.id, name: '=Alder', opened: 1, solved: 2, open: 0 },
        ...{ firstResponse: 60, resolution: 20_910, rated: 1, satisfied: 1 },
      },
    ]);
    const { rows } = await readReportRows(technician, 'technicians', march);
    expect(rows.map(({ id, solved, rated }) => [id, solved, rated])).toEqual([
      [technician.actor.id, 1, 1],
      [other.actor.id, 1, 0],
    ]);
  });

  it('is written as CSV without formulas', async () => {
    const { technician } = await makeDesk();
    const companies = await writeReport(technician, 'companies', march);
    expect(companies.split('\r\n')).toEqual([
      '\uFEFFname,opened,solved,open,firstResponseMinutes,resolutionMinutes,rated,satisfied',
      'Birch,2,0,2,120,,0,0',
      "'=Alder,1,2,0,60,20910,1,1",
      '',
    ]);
    const [head, first] = (await writeReport(technician, 'tickets', march)).split('\r\n');
    expect(head).toMatch(/^\uFEFFstart,opened,solved,backlog,firstResponseMinutes/);
    expect(first).toMatch(/^2026-03-28,1,1,1,,,38940,/);
  });

  it('is of the tenant, and for its side alone', async () => {
    const { tenant, jane } = await makeDesk();
    const stranger = await asTechnician(await makeTenant());
    expect((await readTicketReport(stranger, march)).totals.opened).toBe(0);
    expect((await readReportRows(stranger, 'companies', march)).rows).toEqual([]);
    const contact = jane as unknown as Scope<Staff>;
    const unfit = await asApiKey(tenant, ['tickets:read']);
    for (const scope of [contact, unfit] as Scope<Staff>[]) {
      expect((await refusalOf(readTicketReport(scope, march))).status).toBe(403);
      expect((await refusalOf(readReportRows(scope, 'companies', march))).status).toBe(403);
    }
    const key = await asApiKey(tenant, ['reports:read']);
    expect((await readTicketReport(key, march)).totals.opened).toBe(3);
  });
});

describe('the period of a report', () => {
  it('is made of days that there were', async () => {
    const technician = await asTechnician(await makeTenant());
    const before = { range: 'custom', from: '0000-01-01', to: '0000-01-02' } as const;
    await expect(readTicketReport(technician, before)).rejects.toBeInstanceOf(z.ZodError);
  });

  const of = (input: Partial<Parameters<typeof reportPeriod>[1]>) =>
    reportPeriod(berlin, { range: '30d', ...input });

  it('ends with today where the tenant is', () => {
    nowIs('2026-03-31T22:30:00Z');
    expect(of({ range: '7d' })).toEqual({ from: '2026-03-26', to: '2026-04-01', unit: 'day' });
    expect(of({ range: '90d' })).toEqual({ from: '2026-01-02', to: '2026-04-01', unit: 'week' });
    expect(of({ range: '12m' })).toEqual({ from: '2025-05-01', to: '2026-04-01', unit: 'month' });
  });

  it('shows no more bars than can be looked at', () => {
    const years = { range: 'custom', from: '2024-01-01', to: '2026-12-31' } as const;
    expect(of({ ...years, unit: 'day' }).unit).toBe('month');
    expect(of({ ...years, from: '2026-01-01', unit: 'day' }).unit).toBe('week');
  });
});
