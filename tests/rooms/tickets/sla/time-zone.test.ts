import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { systemScope } from '@/session/system-scope';
import { tenants } from '@/tenants/tables';
import { isTimeZone } from '@/tenants/time-zone';
import { changeServiceLevels } from '@/tickets/sla/change-service-levels';
import { changeTimeZone } from '@/tickets/sla/change-time-zone';
import { recountDueTimes } from '@/tickets/sla/recount-due-times';
import type { Settler } from '@/tickets/statuses/require-settler';
import { tickets } from '@/tickets/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asApiKey } from '~tests/setup/tenants';
import { aTicket, auditedBy, makeDesk } from '../desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { admin, technician, requester, tenant } = desk;
const zoneOf = async ({ id }: { id: string }) => (await systemScope(id, 'test')).tenant.timeZone;

it('is changed by admins and keys made for it, with one entry, for their own tenant', async () => {
  const timeZone = 'Europe/Paris';
  const change = () => changeTimeZone(admin, { timeZone });
  expect(await auditedBy(tenant, change)).toEqual(['settings.timeZoneChanged']);
  expect([await zoneOf(tenant), await zoneOf(other.tenant)]).toEqual([timeZone, tenant.timeZone]);
  expect(await auditedBy(tenant, change), 'as it is already').toEqual([]);
  const settler = await asApiKey(tenant, ['settings:write']);
  await changeTimeZone(settler, { timeZone: tenant.timeZone });
  expect(await zoneOf(tenant)).toBe(tenant.timeZone);
});

it('is refused to everybody else, and where there is no such zone', async () => {
  const reader = await asApiKey(tenant, ['settings:read']);
  for (const scope of [technician, requester, reader]) {
    const refused = refusalOf(changeTimeZone(scope as Settler, { timeZone: 'Asia/Tokyo' }));
    expect((await refused).status).toBe(403);
  }
  const unfit = ['Mars/Base', '', '+05:00', 'BST', 'EST', 'IST', 'CET', 'Etc', 'a'.repeat(101)];
  for (const timeZone of unfit) {
    await expect(changeTimeZone(admin, { timeZone })).rejects.toThrow();
  }
  expect(await zoneOf(tenant)).toBe(tenant.timeZone);
});

it('is the same time for Postgres and for us, whatever zone is chosen', async () => {
  const days = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'];
  const { rows } = await inTenant(tenant.id, (tx) =>
    tx.execute<{ name: string; times: string[] }>(sql`select name, array(
      select to_char(day::timestamptz at time zone name, 'DD/MM/YYYY, HH24:MI')
      from json_array_elements_text(${JSON.stringify(days)}::json) day) as times
      from pg_timezone_names`),
  );
  const chosen = rows.filter(({ name }) => isTimeZone(name));
  for (const { name, times } of chosen) {
    const style = { timeZone: name, dateStyle: 'short', timeStyle: 'short' } as const;
    const ours = new Intl.DateTimeFormat('en-GB', style);
    expect(
      days.map((day) => ours.format(new Date(day))),
      name,
    ).toEqual(times);
  }
  const names = chosen.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Europe/Paris', 'Singapore', 'GB', 'GMT', 'UTC']));
  expect(names).toEqual(expect.arrayContaining(Intl.supportedValuesOf('timeZone')));
});

it('stays what it was where others were taken once', async () => {
  const { admin: older, tenant: theirs } = await makeDesk();
  const timeZone = 'CET';
  const scope = { ...older, tenant: { ...theirs, timeZone } };
  await inTenant(theirs.id, (tx) => tx.update(tenants).set({ timeZone }));
  await changeTimeZone(scope, { timeZone });
  expect(await zoneOf(theirs)).toBe(timeZone);
  await expect(changeTimeZone(older, { timeZone })).rejects.toThrow();
});

it('moves the due times of open tickets to the hours of business there', async () => {
  const kiritimati = 'Pacific/Kiritimati'; // it is another hour there
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: tenant.timeZone, hour: '2-digit' });
  const from = ((Number(hour.format()) + 4) % 24) * 60;
  const target = { response: 30, resolution: null, clock: 'business' as const };
  await changeServiceLevels(admin, {
    enabled: true,
    hours: Array.from({ length: 7 }, () => [{ from, to: from + 60 }]) as never,
    targets: { low: target, normal: target, high: target, urgent: target },
  });
  const number = await aTicket(requester);
  const due = async (timeZone: string) => {
    const [row] = await inTenant(tenant.id, (tx) =>
      tx.select({ at: tickets.responseDueAt }).from(tickets).where(eq(tickets.number, number)),
    );
    const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' });
    return parts.format(row!.at!);
  };
  const expected = `${String(from / 60).padStart(2, '0')}:30`;
  expect(await due(tenant.timeZone)).toBe(expected);
  await changeTimeZone(admin, { timeZone: kiritimati });
  await recountDueTimes(await systemScope(tenant.id, 'recountDueTimes'));
  expect(await due(kiritimati)).toBe(expected);
});
