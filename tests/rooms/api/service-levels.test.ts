import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { newId } from '@/platform/ids';
import { ticketRatings } from '@/tickets/ratings/tables';
import { tickets } from '@/tickets/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf } from '~tests/setup/proofs';
import { apiTenant, keyFor, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();
const { company, contact } = await makePeople(a, 'Own');
const address = '/settings/service-levels';
const calendar = { response: 60, resolution: null, clock: 'calendar' };
const targets = { urgent: calendar, high: calendar, normal: calendar, low: calendar };

describe('service levels by the API', () => {
  it('are read and changed; what is left out stays', async () => {
    const before = await a.call('GET', address);
    expect(before.json).toMatchObject({
      enabled: false,
      timeZone: a.tenant.timeZone,
      hours: { monday: [{ from: '09:00', to: '17:00' }], sunday: [] },
      soonMinutes: 30,
      companies: [],
    });
    const night = [
      { from: '08:00', to: '12:00' },
      { from: '22:00', to: '02:00' },
    ];
    const hours = {
      ...before.json.hours,
      saturday: night,
      sunday: [{ from: '00:00', to: '24:00' }],
    };
    const holidays = [{ date: '2026-12-25', yearly: true, name: 'Christmas' }];
    const body = { enabled: true, hours, holidays, targets };
    const changed = await a.call('PATCH', address, { body });
    expect(changed.json).toEqual({ ...before.json, ...body });
    expect((await a.call('GET', address)).json).toEqual(changed.json);
    expect((await auditOf(a.tenant)).at(-1)?.event).toBe('serviceLevels.changed');
    expect((await b.call('GET', address)).json).toMatchObject({ enabled: false, holidays: [] });
  });

  it('refuse what makes no sense, by the field', async () => {
    const { hours } = (await a.call('GET', address)).json;
    const never = Object.fromEntries(Object.keys(hours).map((day) => [day, []]));
    for (const [body, field] of [
      [{ hours: never }, 'hours'],
      [{ hours: { ...hours, monday: [{ from: '9:00', to: '17:00' }] } }, 'hours.monday.0.from'],
      [{ targets: { urgent: calendar } }, 'targets.low'],
      [{ soonMinutes: 0 }, 'soonMinutes'],
      [{ holidays: [{ date: '2026-02-30' }] }, 'holidays.0.date'],
    ] as const) {
      const refused = await a.call('PATCH', address, { body });
      expect([refused.status, Object.keys(refused.json.errors)]).toEqual([
        422,
        expect.arrayContaining([field]),
      ]);
    }
  });

  it('may be others for a company, and for nobody without the scope', async () => {
    const own = `/companies/${company.id}/service-levels`;
    const theirs = { ...targets, normal: { ...calendar, response: 15 } };
    const changed = await a.call('PATCH', own, { body: { targets: theirs } });
    expect(changed.json.companies).toMatchObject([
      { company: { id: company.id }, targets: theirs },
    ]);
    expect((await b.call('PATCH', own, { body: { targets: theirs } })).status).toBe(404);
    const reader = await keyFor(a.tenant, ['settings:read']);
    for (const path of [own, address]) {
      expect((await a.call('PATCH', path, { key: reader, body: {} })).status).toBe(403);
    }
    const same = await a.call('PATCH', own, { body: { targets: null } });
    expect(same.json.companies).toEqual([]);
  });

  it('show on tickets and in their list, soon ones and those that are over', async () => {
    const body = { requesterId: contact.id, title: 'Printer', description: 'It blinks.' };
    const { json } = await a.call('POST', '/tickets', { body });
    expect(json.promises).toMatchObject({
      response: { doneAt: null, state: 'running' },
      resolution: null,
    });
    expect(json).not.toHaveProperty('answerBy');
    const all = await a.call('GET', '/tickets?sort=due&direction=asc');
    expect(all.json.data[0].due).toEqual({ at: json.promises.response.dueAt, state: 'running' });
    expect((await a.call('GET', '/tickets?due=overdue')).json.data).toEqual([]);
    await inTenant(a.tenant.id, (tx) =>
      tx
        .update(tickets)
        .set({ nextDueAt: new Date(0) })
        .where(eq(tickets.id, json.id)),
    );
    const over = await a.call('GET', '/tickets?due=overdue');
    expect(over.json.data).toMatchObject([{ number: json.number, due: { state: 'overdue' } }]);
  });
});

describe('satisfaction by the API', () => {
  it('is set, with companies that there are', async () => {
    const body = { audience: 'selected', companyIds: [company.id], everyDays: 30 };
    const changed = await a.call('PATCH', '/settings/satisfaction', { body });
    expect(changed.json).toEqual({ ...body, delayHours: 24 });
    expect((await a.call('GET', '/settings/satisfaction')).json).toEqual(changed.json);
    const foreign = await b.call('PATCH', '/settings/satisfaction', { body });
    expect([foreign.status, Object.keys(foreign.json.errors)]).toEqual([422, ['companyIds']]);
  });

  it('stands on the ticket', async () => {
    const body = { requesterId: contact.id, title: 'Screen', description: 'It flickers.' };
    const { json } = await a.call('POST', '/tickets', { body });
    expect(json.satisfaction).toBeNull();
    const [askedAt, ratedAt] = [new Date('2026-11-20T10:00:00Z'), new Date('2026-11-21T10:00:00Z')];
    await inTenant(a.tenant.id, (tx) =>
      tx.insert(ticketRatings).values({
        ...{ tenantId: a.tenant.id, id: newId(), ticketId: json.id, tokenHash: 'x' },
        ...{ askedAt, expiresAt: ratedAt, score: 4, comment: 'Quick.', ratedAt },
      }),
    );
    const read = await a.call('GET', `/tickets/${json.number}`);
    expect(read.json.satisfaction).toEqual({
      askedAt: askedAt.toISOString(),
      score: 4,
      comment: 'Quick.',
      ratedAt: ratedAt.toISOString(),
    });
  });
});
