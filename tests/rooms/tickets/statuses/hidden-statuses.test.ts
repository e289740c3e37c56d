import { describe, expect, it, vi } from 'vitest';
import type { Scope } from '@/access/scope';
import { listen } from '@/platform/notify';
import { exportContactData } from '@/session/export-contact-data';
import { addCc } from '@/tickets/add-cc';
import type { TicketHappening } from '@/tickets/announce-change';
import { assignTicket } from '@/tickets/assign-ticket';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { closeTicket } from '@/tickets/close-ticket';
import { countTickets } from '@/tickets/count-tickets';
import { markTicketRead } from '@/tickets/mark-ticket-read';
import { mayHear } from '@/tickets/may-hear';
import { mergeTicket } from '@/tickets/merge-ticket';
import { openAttachment } from '@/tickets/open-attachment';
import { openTicket } from '@/tickets/open-ticket';
import { readStatuses } from '@/tickets/read-statuses';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { removeCc } from '@/tickets/remove-cc';
import { reopenTicket } from '@/tickets/reopen-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { createStatus } from '@/tickets/statuses/create-status';
import { suggestCcs } from '@/tickets/suggest-ccs';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asContact } from '~tests/setup/tenants';
import { aFile, aTicket, mailedBy, mailsOf, makeDesk } from '../desk';

await freshDatabase({ ear: true, max: 8 });
const desk = await makeDesk();
const { admin, technician, tenant } = desk;
const own = await createStatus(admin, {
  labels: { en: 'With the vendor' },
  category: 'pending',
  colour: '#7a1f5c',
});
const keys = ['open', 'pending', 'resolved', 'closed', own.key];
const inCopy = await asContact(tenant, { company: desk.company });
const active = new Set(['open', 'pending', own.key]);

const heard: TicketHappening[] = [];
listen('servicedesk_events', (payload) => heard.push(payload as TicketHappening));

interface Placed {
  number: number;
  title: string;
  statusKey: string;
  fileId: string;
  /** The closed ticket that it goes on from, which stands in the other visible status. */
  parent: number;
}

/** Where a contact could come upon the ticket: true, they have. */
const places: Record<string, (scope: Scope, placed: Placed) => Promise<boolean>> = {
  list: async (scope, { number }) => holds(await readTicketList(scope), number),
  'list by its status': async (scope, { number, statusKey }) =>
    holds(await readTicketList(scope, { statusKey }), number),
  'list by its category': async (scope, { number, statusKey }) =>
    holds(
      await readTicketList(scope, { status: statusKey === own.key ? 'pending' : statusKey }),
      number,
    ),
  'search by word': async (scope, { number, title }) =>
    holds(await readTicketList(scope, { q: title }), number),
  'search by number': async (scope, { number }) =>
    holds(await readTicketList(scope, { q: `#${number}` }), number),
  'deep link': (scope, { number }) => answers(readTicket(scope, number)),
  'its file': (scope, { fileId }) =>
    answers(openAttachment(scope, fileId).then(({ stream }) => stream.destroy())),
  'its colleagues': (scope, { number }) => answers(suggestCcs(scope, number)),
  'marking it read': (scope, { number }) => answers(markTicketRead(scope, number)),
  'a reply': (scope, { number }) => answers(replyToTicket(scope, { number, body: 'Hello?' })),
  'a copy': (scope, { number }) =>
    answers(addCc(scope, { number, contactId: desk.colleague.actor.id })),
  closing: (scope, { number }) => answers(closeTicket(scope, { number })),
  reopening: (scope, { number }) => answers(reopenTicket(scope, { number })),
  'a follow-up': (scope, { number }) =>
    answers(openTicket(scope, { title: 'More', description: 'of it', followUpOf: number })),
  'the ticket that it follows': async (scope, { number, parent }) =>
    (await readTicket(scope, parent)).followUps.some((link) => link.number === number),
  'the choice of statuses': async (scope, { statusKey }) =>
    (await readStatuses(scope)).some(({ key }) => key === statusKey),
  'the company’s list': async (scope, { number }) =>
    holds(
      await readTicketList({ ...desk.primary, language: scope.language }, { view: 'company' }),
      number,
    ),
  'a live event': async (scope, { number }) => {
    heard.length = 0;
    await assignTicket(technician, { number, assigneeId: admin.actor.id });
    await vi.waitFor(() => expect(heard.some((event) => event.number === number)).toBe(true));
    return heard.some((event) => event.number === number && mayHear(scope, event));
  },
  'a mail': async (scope, { number }) => {
    const before = (await mailsOf(tenant)).length;
    await replyToTicket(technician, { number, body: 'It is on its way.' });
    const fresh = (await mailsOf(tenant)).slice(before);
    return scope.actor.kind === 'contact' && fresh.length > 0;
  },
};

const holds = (list: { rows: { number: number }[] }, number: number) =>
  list.rows.some((row) => row.number === number);

/** Whether it is there at all: a refusal that isn't "not found" tells of it too. */
const answers = (work: Promise<unknown>) =>
  work.then(
    () => true,
    (error: { status?: number }) => error.status !== 404,
  );

let count = 0;
async function place(statusKey: string): Promise<Placed> {
  await changeTicketSettings(admin, { visibleStatuses: keys });
  const title = `Zebra${count++}`;
  const old = await openTicket(desk.requester, { title: 'The old one', description: 'x' });
  await closeTicket(technician, { number: old.number });
  const fileId = await aFile(desk.requester);
  const { number } = await openTicket(desk.requester, {
    title,
    description: 'It has stripes.',
    followUpOf: old.number,
    attachmentIds: [fileId],
  });
  await changeTicketStatus(technician, { number, statusKey });
  // What it follows stays visible whatever is hidden.
  const stays = statusKey === 'closed' ? 'resolved' : 'closed';
  await changeTicketStatus(technician, { number: old.number, statusKey: stays });
  return { number, title, statusKey, fileId, parent: old.number };
}

describe.each(keys)('a ticket in the status “%s”', (statusKey) => {
  it.each(Object.keys(places))('is there, and hidden it is gone: %s', async (where) => {
    const placed = await place(statusKey);
    const look = places[where]!;
    expect({ where, seen: await look(desk.requester, placed) }).toEqual({ where, seen: true });
    const again = await place(statusKey);
    await changeTicketSettings(admin, {
      visibleStatuses: keys.filter((key) => key !== statusKey),
    });
    expect({ where, seen: await look(desk.requester, again) }).toEqual({ where, seen: false });
  });

  it('counts only while it is seen, and no answer holds a word of it once it is not', async () => {
    const { number, title, parent } = await place(statusKey);
    await addCc(technician, { number, contactId: inCopy.actor.id });
    const copied = active.has(statusKey) ? 1 : 0;
    expect((await countTickets(inCopy)).active).toBe(copied);
    const counted = await countTickets(desk.requester);
    await changeTicketSettings(admin, {
      visibleStatuses: keys.filter((key) => key !== statusKey),
    });
    expect(await countTickets(inCopy)).toEqual({ active: 0, awaitingYou: 0 });
    await removeCc(technician, { number, contactId: inCopy.actor.id });
    const now = await countTickets(desk.requester);
    if (active.has(statusKey)) expect(now.active).toBeLessThan(counted.active);
    else expect(now.active).toBe(counted.active);
    const raw = JSON.stringify([
      await readTicketList(desk.requester),
      await readTicketList(desk.primary, { view: 'company' }),
      await readTicket(desk.requester, parent),
      await readStatuses(desk.requester),
    ]);
    expect(raw).not.toContain(title);
    expect(raw).not.toContain(`"key":"${statusKey}"`);
    if (statusKey === own.key) expect(raw).not.toMatch(/With the vendor|7a1f5c/);
    expect((await readTicket(technician, number)).title).toBe(title);
  });

  it('is not named as what came before in the conversation of one that is seen', async () => {
    const { number } = await place(statusKey);
    const next = statusKey === 'open' ? 'pending' : 'open';
    await changeTicketStatus(technician, { number, statusKey: next });
    await changeTicketSettings(admin, {
      visibleStatuses: keys.filter((key) => key !== statusKey),
    });
    const moves = (scope: Scope) =>
      readTicket(scope, number).then(({ messages }) =>
        messages.flatMap(({ event }) => (event?.what === 'status' ? event : [])),
      );
    expect((await moves(technician)).at(-1)?.from).not.toBeNull();
    expect(await moves(desk.requester)).toMatchObject([{ from: null }]);
  });
});

describe('a hidden status', () => {
  const hide = (hidden: string) =>
    changeTicketSettings(admin, { visibleStatuses: keys.filter((key) => key !== hidden) });

  it('keeps the mail of a merge from naming what its readers don’t see', async () => {
    await hide(own.key);
    const [number, into] = [await aTicket(desk.requester), await aTicket(desk.requester)];
    await changeTicketStatus(technician, { number: into, statusKey: own.key });
    const mailed = await mailedBy(tenant, () => mergeTicket(technician, { number, into }));
    expect(mailed).toEqual([`ticketStatus → ${desk.requester.actor.id}`]);
  });

  it('takes the time of the closing out of what a person is handed', async () => {
    const { id } = inCopy.actor;
    const number = await aTicket(inCopy);
    await closeTicket(technician, { number });
    const closedAt = async () =>
      (await exportContactData(admin, { id })).tickets.map((ticket) => ticket.closedAt);
    await hide(own.key);
    expect(await closedAt()).toEqual([expect.any(Date)]);
    await hide('closed');
    expect(await closedAt()).toEqual([null]);
  });
});
