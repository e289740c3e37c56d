import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { databaseFigures } from '@/platform/db';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { countTickets } from '@/tickets/count-tickets';
import { ticketSorts } from '@/tickets/list-order';
import { markTicketRead } from '@/tickets/mark-ticket-read';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import type { TicketRow } from '@/tickets/ticket-view';
import { visibleTickets } from '@/tickets/visible-tickets';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asContact, asTechnician } from '~tests/setup/tenants';
import { aTicket, makeDesk } from './desk';
import { manyTickets } from './many-tickets';

const urls = await freshDatabase();
const desk = await makeDesk();
const { tenant, admin, technician } = desk;
await asTechnician(tenant);
await asContact(tenant, { company: desk.company });
await manyTickets(urls.admin, tenant, 700);
const everybody = [desk.requester, desk.colleague, desk.primary, desk.outsider, technician, admin];
type Listed = Parameters<typeof readTicketList>[1];

/** All rows of a list, page by page to the end. */
async function walk(scope: Scope, input: Listed): Promise<TicketRow[]> {
  const rows: TicketRow[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await readTicketList(scope, { ...input, cursor, limit: 60 });
    rows.push(...page.rows);
    cursor = page.nextCursor;
    expect(rows.length).toBeLessThan(2000);
  }
  return rows;
}

/** What the rule of `visibleTickets` says, read without any of the list's cunning. */
async function visibleTo(scope: Scope, more = sql`true`): Promise<number[]> {
  const { rows } = await inTenant(tenant.id, (tx) =>
    tx.execute<{ number: number }>(sql`select t.number from tickets t, ticket_statuses s
      where ${visibleTickets(scope)} and ${more} order by t.number`),
  );
  return rows.map((row) => row.number);
}

const numbersOf = (rows: TicketRow[]) => rows.map((row) => row.number).sort((a, b) => a - b);

describe('what a list holds', () => {
  it.each([
    ['every status visible', ['open', 'pending', 'resolved', 'closed']],
    ['some hidden', ['open', 'closed']],
    ['none visible', []],
  ])('is exactly what the actor may see: %s', async (_what, visibleStatuses) => {
    await changeTicketSettings(admin, { visibleStatuses, confirmNone: true });
    for (const scope of everybody) {
      const contact = scope.actor.kind === 'contact' ? scope.actor : undefined;
      const own = contact
        ? sql`(t.requester_id = ${contact.id} or exists (select from ticket_ccs c
            where c.ticket_id = t.id and c.contact_id = ${contact.id}))`
        : sql`true`;
      expect(numbersOf(await walk(scope, {}))).toEqual(await visibleTo(scope, own));
      if (!contact?.isPrimary) continue;
      const company = sql`t.company_id = ${contact.companyId}`;
      const listed = numbersOf(await walk(scope, { view: 'company' }));
      expect(listed).toEqual(await visibleTo(scope, company));
    }
    await changeTicketSettings(admin, {
      visibleStatuses: ['open', 'pending', 'resolved', 'closed'],
    });
  });

  it('hides the company’s list from those who are not primary, as if it were not there', async () => {
    for (const view of ['company', 'all', 'unassigned', 'assignedToMe'] as const) {
      await expect(readTicketList(desk.requester, { view })).rejects.toMatchObject({
        key: 'notFound',
        status: 404,
      });
    }
    await expect(readTicketList(desk.primary, { view: 'all' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('narrows by status, priority, person and company', async () => {
    const me = technician.actor.id;
    const cases: [NonNullable<Listed>, ReturnType<typeof sql>][] = [
      [{ status: 'active' }, sql`s.category in ('open', 'pending')`],
      [{ status: 'resolved' }, sql`s.category = 'resolved'`],
      [{ status: 'no-such-status' }, sql`false`],
      [{ priority: 'urgent' }, sql`t.priority = 'urgent'`],
      [{ view: 'unassigned' }, sql`t.assignee_id is null`],
      [{ view: 'assignedToMe' }, sql`t.assignee_id = ${me}`],
      [{ assigneeId: me, status: 'closed' }, sql`t.assignee_id = ${me} and s.key = 'closed'`],
      [{ companyId: desk.company.id }, sql`t.company_id = ${desk.company.id}`],
      [{ requesterId: desk.outsider.actor.id }, sql`t.requester_id = ${desk.outsider.actor.id}`],
    ];
    for (const [input, condition] of cases) {
      const expected = await visibleTo(technician, condition);
      expect(numbersOf(await walk(technician, input))).toEqual(expected);
      expect(expected.length > 0 || input.status === 'no-such-status').toBe(true);
    }
    // a contact’s filter narrows what they see, it never widens it
    const tampered = await walk(desk.requester, { requesterId: desk.outsider.actor.id });
    expect(tampered.every((row) => row.requester.id === desk.outsider.actor.id)).toBe(true);
    const visible = await visibleTo(desk.requester);
    expect(numbersOf(tampered).every((number) => visible.includes(number))).toBe(true);
  });
});

describe('order and pages', () => {
  const keyOf = (row: TicketRow, sort: (typeof ticketSorts)[number]) =>
    ({
      updated: row.updatedAt.getTime(),
      created: row.number,
      number: row.number,
      priority: ['low', 'normal', 'high', 'urgent'].indexOf(row.priority ?? ''),
      due: row.due?.at.getTime() ?? Number.MAX_SAFE_INTEGER,
    })[sort];

  it.each(
    ticketSorts.flatMap((sort) => (['asc', 'desc'] as const).map((way) => [sort, way] as const)),
  )('walks every row once by %s %s, forth and back', async (sort, direction) => {
    for (const scope of [desk.requester, technician]) {
      const all = await walk(scope, { sort, direction });
      expect(new Set(numbersOf(all)).size).toBe(all.length);
      const keys = all.map((row) => keyOf(row, sort));
      const sorted = keys.toSorted((a, b) => (direction === 'asc' ? a - b : b - a));
      expect(keys).toEqual(sorted);
      const first = await readTicketList(scope, { sort, direction, limit: 20 });
      const second = await readTicketList(scope, {
        sort,
        direction,
        limit: 20,
        cursor: first.nextCursor!,
      });
      expect(first.previousCursor).toBeNull();
      expect([...first.rows, ...second.rows]).toEqual(all.slice(0, 40));
      const back = await readTicketList(scope, {
        sort,
        direction,
        limit: 20,
        cursor: second.previousCursor!,
      });
      expect(back.rows).toEqual(first.rows);
      expect(back.previousCursor).toBeNull();
      expect(back.nextCursor).toBe(first.nextCursor);
    }
  });

  it('refuses a cursor that is not of this order', async () => {
    const { nextCursor } = await readTicketList(technician, { limit: 5 });
    const junk = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const cursors = [
      'nonsense',
      '%00',
      junk({}),
      junk(null),
      junk(['updated', 'desc', 0]),
      junk(['updated', 'desc', 0, "2026-01-01T00:00:00.000Z'; drop table tickets", 'x']),
      junk(['updated', 'desc', 0, '2026-99-99T00:00:00.000Z', tenant.id]),
      junk(['updated', 'desc', 0, '2026-01-01T00:00:00.000Z', 'not-an-id']),
      junk(['updated', 'desc', 2, '2026-01-01T00:00:00.000Z', tenant.id]),
      junk(['updated', 'asc', 0, '2026-01-01T00:00:00.000Z', tenant.id]),
    ];
    const refused = { key: 'tickets.badCursor', status: 422 };
    for (const cursor of cursors) {
      await expect(readTicketList(technician, { cursor })).rejects.toMatchObject(refused);
    }
    await expect(
      readTicketList(technician, { cursor: nextCursor!, sort: 'number' }),
    ).rejects.toMatchObject(refused);
  });

  it('is one round trip, like a ticket’s two numbers', async () => {
    for (const work of [() => readTicketList(desk.requester), () => countTickets(desk.requester)]) {
      await work();
      const before = databaseFigures().roundTrips;
      await work();
      expect(databaseFigures().roundTrips - before).toBe(1);
    }
  });
});

describe('search', () => {
  it('finds by number, by the beginnings of words in any order, by a piece of the title', async () => {
    const title = 'Küchendrucker druckt Zebrastreifen';
    const number = await aTicket(desk.outsider, { title });
    const found = async (q: string) => numbersOf((await readTicketList(desk.outsider, { q })).rows);
    for (const q of [
      `#${number}`,
      `${number}`,
      'küchendr',
      'KUCHENDRUCKER',
      'zebra druckt',
      'blinks kuchen',
      'streifen',
      'chendrucker dru',
    ]) {
      expect(await found(q), q).toContain(number);
    }
    const half = await aTicket(desk.outsider, { title: 'Toner, 2½ kg of ŉ' });
    for (const q of ['2½ kg', 'ŉ', '1/2']) expect(await found(q), q).toEqual([half]);
    for (const q of ['zebra giraffe', '#99999', 'büro']) expect(await found(q), q).toEqual([]);
    expect(numbersOf((await readTicketList(desk.requester, { q: 'zebra' })).rows)).toEqual([]);
    expect(numbersOf((await readTicketList(technician, { q: 'zebra' })).rows)).toEqual([number]);
  });

  it.each([
    "a'b",
    'a & | ! ( ) : * <->',
    '%',
    '_',
    '\\',
    '100%_\\',
    ':*',
    '"',
    '\0',
    '🙂',
    "'; drop table tickets --",
    'ﷺ'.repeat(200),
    '2½ kg',
    '1¼kg ŉ',
    'a '.repeat(250),
  ])('survives %j', async (q) => {
    const { rows } = await readTicketList(technician, { q });
    expect(rows.length).toBeLessThanOrEqual(25);
    if (q === '%' || q === '_' || q === '\\') expect(rows).toEqual([]);
  });
});

describe('unread and counts', () => {
  it('gives weight to what the other side wrote until one has looked', async () => {
    const number = await aTicket(desk.outsider);
    const unread = async (scope: Scope) =>
      (await readTicketList(scope, { q: `#${number}` })).rows[0]?.unread;
    expect([await unread(desk.outsider), await unread(technician)]).toEqual([false, true]);
    await replyToTicket(technician, { number, body: 'Hello.' });
    expect([await unread(desk.outsider), await unread(technician)]).toEqual([true, false]);
    const isRead = async (scope: Scope) => (await readTicket(scope, number)).isRead;
    expect([await isRead(desk.outsider), await isRead(technician)]).toEqual([false, true]);
    await markTicketRead(desk.outsider, number);
    expect([await unread(desk.outsider), await isRead(desk.outsider)]).toEqual([false, true]);
    await replyToTicket(desk.outsider, { number, body: 'Hi.' });
    expect([await unread(desk.outsider), await unread(technician)]).toEqual([false, true]);
    await markTicketRead(technician, number);
    expect(await unread(technician)).toBe(false);
  });

  it('counts what waits, and stops at a hundred', async () => {
    const active = async (scope: Scope, status: string, view?: 'assignedToMe') =>
      (await walk(scope, { status, view })).length;
    expect(await countTickets(desk.requester)).toEqual({
      active: await active(desk.requester, 'active'),
      awaitingYou: await active(desk.requester, 'pending'),
    });
    expect(await countTickets(technician)).toEqual({
      active: Math.min(100, await active(technician, 'active')),
      awaitingYou: await active(technician, 'open', 'assignedToMe'),
    });
    await manyTicketsMore();
    expect((await countTickets(technician)).active).toBe(100);
  });
});

/** Enough open ones that counting has to stop. */
async function manyTicketsMore() {
  for (let i = 0; i < 60; i++) await aTicket(desk.outsider);
}
