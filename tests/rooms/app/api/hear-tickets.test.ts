import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Contact, Scope, Technician } from '@/access/scope';
import { hearTickets } from '@/app/api/events/hear-tickets';
import { changeSection } from '@/settings/change-section';
import { addNote } from '@/tickets/add-note';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { aTicket, type Desk, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { nextRequest } from '~tests/setup/tenants';

await freshDatabase({ ear: true });
let desk: Desk;
beforeAll(async () => {
  desk = await makeDesk();
});
const stops: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const stop of stops.splice(0)) stop();
});

type Reader = Scope<Contact | Technician>;

/** Somebody's open page: what it was told, in order. */
function open(scope: Reader, findStillSignedIn = async (): Promise<Reader | undefined> => scope) {
  const heard: string[] = [];
  const line = { send: (words: string) => heard.push(words.trim()), end: () => heard.push('end') };
  stops.push(hearTickets(scope, { ...line, findStillSignedIn }));
  return heard;
}

const event = (number: number, kind: string) => `data: ${JSON.stringify({ number, kind })}`;

test('those on a ticket, the primary contact and technicians hear a reply; nobody else does', async () => {
  const stranger = await makeDesk();
  const number = await aTicket(desk.requester, { ccIds: [desk.colleague.actor.id] });
  const open_ = [desk.requester, desk.colleague, desk.primary, desk.technician].map((s) => open(s));
  const others = [desk.outsider, stranger.primary, stranger.technician].map((scope) => open(scope));
  await replyToTicket(desk.technician, { number, body: 'On my way.' });
  for (const heard of open_) await expect.poll(() => heard).toContain(event(number, 'reply'));
  expect(others).toEqual([[], [], []]);
});

test('a note is heard by technicians only', async () => {
  const number = await aTicket(desk.requester);
  const [contact, technician] = [open(desk.requester), open(desk.technician)];
  await addNote(desk.technician, { number, body: 'Between us.' });
  await expect.poll(() => technician).toContain(event(number, 'note'));
  expect(contact).not.toContain(event(number, 'note'));
});

test('what goes on in a status that contacts do not see stays unheard', async () => {
  const hidden = await makeDesk();
  const number = await aTicket(hidden.requester);
  await changeTicketSettings(hidden.admin, { visibleStatuses: ['open', 'resolved', 'closed'] });
  const [contact, technician] = [open(hidden.requester), open(hidden.technician)];
  await changeTicketStatus(hidden.technician, { number, statusKey: 'pending' });
  await expect.poll(() => technician).toContain(event(number, 'changed'));
  expect(contact).not.toContain(event(number, 'changed'));
});

test('a quiet line is kept alive and ends within a minute after the session has', async () => {
  vi.useFakeTimers();
  let session: Reader | undefined = desk.requester;
  const heard = open(desk.requester, async () => session);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual([': beat', ': beat', ': beat', ': beat']);
  session = undefined;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard.at(-1)).toBe('end');
});

test('rights that were taken meanwhile count from the next check on', async () => {
  vi.useFakeTimers();
  const { actor } = desk.primary;
  const demoted = { ...desk.primary, actor: { ...actor, isPrimary: false } };
  const heard = open(desk.primary, async () => demoted);
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  const number = await aTicket(desk.requester);
  const technician = open(desk.technician);
  await replyToTicket(desk.technician, { number, body: 'Hello.' });
  await expect.poll(() => technician).toContain(event(number, 'reply'));
  expect(heard.filter((line) => line.startsWith('data'))).toEqual([]);
});

test('a section counts as it was changed, before anything more is said', async () => {
  const number = await aTicket(desk.requester);
  const asks: Reader[] = [];
  const heard = open(desk.requester, async () => {
    const now = await nextRequest(desk.requester);
    asks.push(now);
    return now;
  });
  const technician = open(desk.technician);
  const replies = () => technician.filter((line) => line === event(number, 'reply')).length;
  const change = (audience: 'nobody' | 'everyone') =>
    changeSection(desk.admin, { section: 'ticketing', audience });
  await change('nobody');
  await replyToTicket(desk.technician, { number, body: 'Unheard.' });
  await expect.poll(replies).toBe(1);
  await expect.poll(() => asks.length).toBe(1);
  await change('everyone');
  await replyToTicket(desk.technician, { number, body: 'Heard.' });
  const heardReplies = () => heard.filter((line) => line === event(number, 'reply')).length;
  await expect.poll(heardReplies).toBe(1);
  expect(asks.length).toBe(2);
});
