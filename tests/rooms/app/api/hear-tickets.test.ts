import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Contact, Scope, Technician } from '@/access/scope';
import { hearTickets } from '@/app/api/events/hear-tickets';
import { changeTechnician } from '@/people/change-technician';
import { disableContact } from '@/people/disable-contact';
import { disableTechnician } from '@/people/disable-technician';
import { setPrimaryContact } from '@/people/set-primary-contact';
import { eraseContact } from '@/session/erase-contact';
import { endPreview } from '@/session/preview/end-previews';
import { readPreview } from '@/session/preview/read-preview';
import { startPreview } from '@/session/preview/start-preview';
import { findStillSignedIn } from '@/session/require-signed-in';
import { endSession } from '@/session/revoke-session';
import { changeSection } from '@/settings/change-section';
import { addNote } from '@/tickets/add-note';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { aTicket, type Desk, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asContact, asTechnician, nextRequest, signInAs } from '~tests/setup/tenants';

vi.mock('@/session/auth', () => ({}));

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

/** The reader, and the technician whose sign-in it is where they look at a contact's portal. */
type Deed = (reader: Reader, admin: Scope<Technician>) => Promise<unknown>;

const deeds: Record<string, Deed> = {
  'a contact who is disabled': ({ actor: { id } }) => disableContact(desk.admin, { id }),
  'a contact who is erased': ({ actor: { id, name } }) =>
    eraseContact(desk.admin, { id, confirmation: name }),
  'a contact who signs out elsewhere': (one) => endSession(one, one.actor.sessionId),
  'a technician who is disabled': ({ actor: { id } }) => disableTechnician(desk.admin, { id }),
  'a preview that is left': ({ preview }, admin) => endPreview(admin, preview!.id),
  'a preview whose admin is none any more': ({ preview }) =>
    changeTechnician(desk.admin, { id: preview!.technicianId, role: 'technician' }),
};

test.each(Object.keys(deeds))('the line of %s ends at once, and nobody else’s', async (who) => {
  const admin = await signedIn(await asTechnician(desk.tenant, 'admin'));
  const reader = await readerOf(who, admin);
  const heard = open(reader, () => findStillSignedIn(reader));
  let asked = 0;
  open(desk.requester, async () => {
    asked++;
    return desk.requester;
  });
  await deeds[who]!(reader, admin);
  await expect.poll(() => heard).toEqual(['event: over\ndata: {}', 'end']);
  expect(asked).toBe(0);
});

async function readerOf(who: string, admin: Scope<Technician>): Promise<Reader> {
  const contact = await asContact(desk.tenant, { company: desk.company });
  if (who.includes('contact')) return signedIn(contact);
  if (who.includes('technician')) return admin;
  const id = await startPreview(admin, { contactId: contact.actor.id });
  const place = { tenant: desk.tenant };
  const found = await readPreview(place, { id, sessionId: admin.actor.sessionId });
  return { ...contact, preview: found!.preview };
}

async function signedIn<A extends Contact | Technician>(scope: Scope<A>): Promise<Scope<A>> {
  await signInAs(scope);
  return scope;
}

test('who is no primary contact any more hears no more of the company', async () => {
  const number = await aTicket(desk.requester);
  const primary = await signedIn(
    await asContact(desk.tenant, { company: desk.company, isPrimary: true }),
  );
  const heard = open(primary, () => findStillSignedIn(primary));
  await setPrimaryContact(desk.admin, { id: primary.actor.id, isPrimary: false });
  const technician = open(desk.technician);
  await replyToTicket(desk.technician, { number, body: 'Hello.' });
  await expect.poll(() => technician).toContain(event(number, 'reply'));
  expect(heard).toEqual([]);
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
