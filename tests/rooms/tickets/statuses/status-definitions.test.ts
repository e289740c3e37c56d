import { describe, expect, it } from 'vitest';
import type { Scope, Staff } from '@/access/scope';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { closeTicket } from '@/tickets/close-ticket';
import { readStatuses } from '@/tickets/read-statuses';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { changeStatusDefinition } from '@/tickets/statuses/change-status-definition';
import { createStatus } from '@/tickets/statuses/create-status';
import { deleteStatus } from '@/tickets/statuses/delete-status';
import { moveStatus } from '@/tickets/statuses/move-status';
import { readStatusDefinitions } from '@/tickets/statuses/read-status-definitions';
import type { Settler } from '@/tickets/statuses/require-settler';
import { freshDatabase } from '~tests/setup/fresh-database';
import { type DefinitionVerb, proveDefinitionVerbs } from '../definition-verbs';
import { aTicket, auditedBy, makeDesk } from '../desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { admin, technician, requester, tenant } = desk;
const open = { en: 'On site' };
const keys = async (scope: Scope = admin) => (await readStatuses(scope)).map((one) => one.key);
const fresh = async (label = 'Waiting for parts') =>
  (await createStatus(admin, { labels: { en: label }, category: 'pending' })).key;

const verbs: Record<string, DefinitionVerb> = {
  createStatus: {
    works: (scope) => createStatus(scope as Settler, { labels: open, category: 'open' }),
    audited: 'ticketStatus.created',
    anew: true,
  },
  changeStatusDefinition: {
    works: (scope, key) =>
      changeStatusDefinition(scope as Settler, { key, labels: open, colour: '#0A7F3F' }),
    audited: 'ticketStatus.changed',
  },
  moveStatus: {
    works: (scope, key) => moveStatus(scope as Settler, { key, position: 0 }),
    audited: 'ticketStatus.moved',
  },
  deleteStatus: {
    works: (scope, key) => deleteStatus(scope as Settler, { key, successor: 'pending' }),
    audited: 'ticketStatus.deleted',
  },
};

proveDefinitionVerbs(verbs, {
  desk,
  other,
  fresh: () => fresh(),
  keys: () => keys(),
  read: () => readStatusDefinitions(admin),
});

describe('a status of the tenant’s own', () => {
  it('is called in each language what it was named there, else by its category', async () => {
    const { key } = await createStatus(other.admin, {
      labels: { en: 'Waiting for parts', de: 'Wartet auf Teile', fr: ' ' },
      category: 'pending',
      colour: '#AA3377',
    });
    expect(key).toBe('waiting-for-parts');
    const number = await aTicket(other.requester);
    await changeTicketStatus(other.technician, { number, statusKey: key });
    const seen = async (language: string) => {
      const scope = { ...other.requester, language };
      const [row] = (await readTicketList(scope)).rows;
      expect((await readTicket(scope, number)).status).toEqual(row?.status);
      return row?.status;
    };
    expect(await seen('en')).toMatchObject({ label: 'Waiting for parts', colour: '#aa3377' });
    expect(await seen('de')).toMatchObject({ label: 'Wartet auf Teile', category: 'pending' });
    expect(await seen('fr')).toMatchObject({ label: 'En attente' });
    expect(await keys(other.admin)).toEqual(['open', 'pending', 'resolved', 'closed', key]);
  });

  it('gets a key of its own, whatever it is called', async () => {
    const made = (label: string) =>
      createStatus(other.admin, { labels: { en: label }, category: 'open' });
    expect(await made('Größe: später!')).toEqual({ key: 'gro-e-spater' });
    expect(await made('Open')).toEqual({ key: 'open-2' });
    expect(await made('Active')).toEqual({ key: 'active-2' });
    expect(await made('保留')).toEqual({ key: 'status' });
    for (const key of ['closed', 'active', 'open-2']) {
      const wanted = createStatus(other.admin, { key, labels: open, category: 'open' });
      await expect(wanted).rejects.toMatchObject({ status: 422, key: 'tickets.statusKeyTaken' });
    }
    await expect(
      createStatus(other.admin, { labels: { en: '  ' }, category: 'open' }),
    ).rejects.toThrow();
  });

  it('is found by its own key, also where that is a category’s word', async () => {
    const { key } = await createStatus(other.admin, { labels: open, category: 'open' });
    const [here, there] = [await aTicket(other.requester), await aTicket(other.requester)];
    await changeTicketStatus(other.technician, { number: there, statusKey: key });
    const found = async (wanted: object) =>
      (await readTicketList(other.technician, wanted)).rows.map((row) => row.number);
    expect(await found({ statusKey: 'open' })).toEqual([here]);
    expect(await found({ statusKey: key })).toEqual([there]);
    expect((await found({ status: 'open' })).sort()).toEqual([here, there].sort());
  });

  it('takes new tickets once it is the first open one, at the next request', async () => {
    const [first] = await keys();
    const { key } = await createStatus(admin, { labels: open, category: 'open' });
    await moveStatus(admin, { key, position: 0 });
    expect((await keys())[0]).toBe(key);
    const number = await aTicket(requester);
    expect((await readTicket(requester, number)).status.key).toBe(key);
    await moveStatus(admin, { key, position: 1_000 });
    expect((await keys()).at(-1)).toBe(key);
    expect((await keys())[0]).toBe(first);
    expect(await auditedBy(tenant, () => moveStatus(admin, { key, position: 1_000 }))).toEqual([]);
  });

  it('keeps its tickets and their times when it comes to mean something else', async () => {
    const key = await fresh();
    const number = await aTicket(requester);
    await changeTicketStatus(technician, { number, statusKey: key });
    await changeStatusDefinition(admin, { key, category: 'closed' });
    const closed = await readTicket(technician, number);
    expect(closed.status).toMatchObject({ key, category: 'closed' });
    expect(closed.closedAt).toBeInstanceOf(Date);
    expect(closed.resolvedAt).toBeInstanceOf(Date);
    await changeStatusDefinition(admin, { key, category: 'pending' });
    expect(await readTicket(technician, number)).toMatchObject({
      closedAt: null,
      resolvedAt: null,
    });
    const same = () => changeStatusDefinition(admin, { key, labels: { en: 'Waiting for parts' } });
    expect(await auditedBy(tenant, same)).toEqual([]);
  });
});

describe('deleting a status', () => {
  it('gives its tickets to the successor and tells of it in the conversation', async () => {
    const key = await fresh();
    const number = await aTicket(requester);
    await changeTicketStatus(technician, { number, statusKey: key });
    await deleteStatus(admin, { key, successor: 'closed' });
    const ticket = await readTicket(technician, number);
    expect(ticket.status.key).toBe('closed');
    expect(ticket.closedAt).toBeInstanceOf(Date);
    const moves = ticket.messages.flatMap(({ event }) => (event?.what === 'status' ? event : []));
    expect(moves).toMatchObject([{ to: 'a deleted status' }]);
    expect(JSON.stringify(await readTicket(requester, number))).not.toContain('deleted status');
    expect(await keys()).not.toContain(key);
    const gone = changeTicketStatus(technician, { number, statusKey: key });
    await expect(gone).rejects.toMatchObject({ status: 422, key: 'tickets.unknownStatus' });
  });

  it('needs another status as the successor', async () => {
    const key = await fresh();
    for (const successor of [key, 'limbo']) {
      await expect(deleteStatus(admin, { key, successor })).rejects.toMatchObject({
        status: 422,
        fields: { successor: 'tickets.unknownSuccessor' },
      });
    }
    expect(await keys()).toContain(key);
  });

  it('never takes the last open or the last closed one, however it is tried', async () => {
    const { admin: one, requester: contact } = await makeDesk();
    for (const [key, reason] of [
      ['open', 'tickets.lastOpenStatus'],
      ['closed', 'tickets.lastClosedStatus'],
    ] as const) {
      const refusal = { status: 409, key: reason };
      await expect(deleteStatus(one, { key, successor: 'pending' })).rejects.toMatchObject(refusal);
      await expect(changeStatusDefinition(one, { key, category: 'pending' })).rejects.toMatchObject(
        refusal,
      );
    }
    await deleteStatus(one, { key: 'pending', successor: 'open' });
    await deleteStatus(one, { key: 'resolved', successor: 'closed' });
    const { key } = await createStatus(one, { labels: open, category: 'open' });
    const both = await Promise.allSettled([
      deleteStatus(one, { key: 'open', successor: 'closed' }),
      deleteStatus(one, { key, successor: 'closed' }),
    ]);
    expect(both.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected']);
    const number = await aTicket(contact);
    await closeTicket(contact, { number });
    expect((await readTicket(contact, number)).status.category).toBe('closed');
  });

  it('ends every ticket that is on its way into it when it comes to mean that', async () => {
    const numbers = await Promise.all(Array.from({ length: 8 }, () => aTicket(requester)));
    const key = await fresh();
    const staff = technician as Scope<Staff>;
    await Promise.all([
      ...numbers.map((number) => changeTicketStatus(staff, { number, statusKey: key })),
      changeStatusDefinition(admin, { key, category: 'closed' }),
    ]);
    for (const number of numbers) {
      const { status, closedAt } = await readTicket(technician, number);
      expect([status.category, closedAt]).toEqual(['closed', expect.any(Date)]);
    }
  });

  it('loses no ticket that is on its way into it', async () => {
    const numbers = await Promise.all(Array.from({ length: 8 }, () => aTicket(requester)));
    const key = await fresh();
    const staff = technician as Scope<Staff>;
    const ends = await Promise.allSettled([
      ...numbers.map((number) => changeTicketStatus(staff, { number, statusKey: key })),
      deleteStatus(admin, { key, successor: 'pending' }),
    ]);
    for (const end of ends) {
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ status: 422 });
    }
    expect(ends.at(-1)?.status).toBe('fulfilled');
    for (const [at, number] of numbers.entries()) {
      const { status } = await readTicket(technician, number);
      expect(status.category).toBe(ends[at]?.status === 'fulfilled' ? 'pending' : 'open');
    }
  });
});
