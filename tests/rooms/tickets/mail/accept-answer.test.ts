import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope, Staff } from '@/access/scope';
import { senderHost } from '@/notifications/mail-sender';
import { contacts } from '@/people/tables';
import { newId } from '@/platform/ids';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { closeTicket } from '@/tickets/close-ticket';
import { acceptMail } from '@/tickets/mail/accept-mail';
import { attachMailFiles } from '@/tickets/mail/attach-mail-files';
import { readInboundMail, readInboundMails } from '@/tickets/mail/read-inbound-mails';
import { mergeTicket } from '@/tickets/merge-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { aTicket, auditedBy, mailedBy, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { refusalOf } from '~tests/setup/proofs';
import { asApiKey, asSystem } from '~tests/setup/tenants';
import { dnsOfSenders, sendIn } from './inbound';

await buildMailReader();
const dns = await dnsOfSenders(['customer.test']);
await freshDatabase();
const { tenant, admin, technician, requester, outsider } = await makeDesk();
const other = await makeDesk();
afterAll(() => dns.stop());

const files = [
  'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x',
  'Content-Type: text/plain\r\n\r\nIt blinks again.\r\n--x',
  'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="log.txt"\r\n\r\nline\r\n--x--\r\n',
].join('\r\n');

/** A mail that was taken for a machine’s, about this ticket; its id. */
async function held(from: string, number?: number, more = {}) {
  const headers: Record<string, string> = { 'Auto-Submitted': 'auto-replied' };
  if (number !== undefined) headers.References = await referenceTo(number);
  const letter = { from, subject: `Re: ${newId()}`, text: 'It blinks again.', headers, ...more };
  const { id, state } = await sendIn(tenant, letter);
  expect(state).toBe('ignored');
  return id;
}

const referenceTo = async (number: number) =>
  `<ticket-${(await readTicket(technician, number)).id}@${senderHost()}>`;

const addressOf = async ({ actor }: Scope<Contact>) => {
  const [row] = await inTenant(tenant.id, (tx) =>
    tx.select({ email: contacts.email }).from(contacts).where(eq(contacts.id, actor.id)),
  );
  return row!.email!;
};

describe('a mail that answers a ticket', () => {
  it('names what is not taken of it once, however often its job runs', async () => {
    const number = await aTicket(requester);
    const body = files.replaceAll('log.txt', 'run.exe');
    const mailId = await held(await addressOf(requester), number, { body });
    await acceptMail(technician, { mailId, as: 'reply' });
    const job = await asSystem(tenant, 'attachMailFiles');
    for (let run = 0; run < 2; run++) await attachMailFiles(job, { mailId });
    const leftOut = { what: 'filesLeftOut', files: [{ name: 'run.exe', reason: 'forbiddenType' }] };
    for (const scope of [technician, requester]) {
      const { messages } = await readTicket(scope, number);
      expect(messages.map(({ event }) => event)).toEqual([null, leftOut]);
    }
    const noteId = await held(await addressOf(outsider), number, { body });
    await acceptMail(technician, { mailId: noteId, as: 'note' });
    await attachMailFiles(job, { mailId: noteId });
    expect((await readTicket(technician, number)).messages.at(-1)?.event).toEqual(leftOut);
    expect((await readTicket(requester, number)).messages).toHaveLength(2);
  });

  it('becomes a reply in the name of the contact whose address it is', async () => {
    const number = await aTicket(requester);
    const mailId = await held(await addressOf(requester), number, { body: files });
    expect((await readInboundMails(technician, { queue: 'ignored' })).rows[0]).toMatchObject({
      answersNumber: number,
    });
    expect(await readInboundMail(technician, mailId)).toMatchObject({
      answersNumber: number,
      replyAs: { id: requester.actor.id },
    });
    await refusedToOthers((scope) => acceptMail(scope, { mailId, as: 'reply' }));
    const events = await auditedBy(tenant, () => acceptMail(technician, { mailId, as: 'reply' }));
    expect(events.sort()).toEqual(['inboundMail.accepted', 'ticket.replied']);
    await attachMailFiles(await asSystem(tenant, 'attachMailFiles'), { mailId });
    expect((await readTicket(requester, number)).messages).toMatchObject([
      {
        kind: 'reply',
        author: { id: requester.actor.id },
        body: 'It blinks again.',
        attachments: [{ fileName: 'log.txt' }],
      },
    ]);
    expect(await readInboundMail(technician, mailId)).toMatchObject({
      state: 'accepted',
      ticketNumber: number,
      answersNumber: null,
    });
  });

  it('becomes a note, with its files, where its sender does not see the ticket', async () => {
    const number = await aTicket(requester);
    const from = await addressOf(outsider);
    const mailId = await held(from, number, { body: files });
    expect(await readInboundMail(technician, mailId)).toMatchObject({ replyAs: null });
    expect(await refusalOf(acceptMail(technician, { mailId, as: 'reply' }))).toMatchObject({
      key: 'inboundMail.noReply',
      status: 409,
    });
    await refusedToOthers((scope) => acceptMail(scope, { mailId, as: 'note' }));
    const mails = await mailedBy(tenant, async () => {
      const events = await auditedBy(tenant, () => acceptMail(technician, { mailId, as: 'note' }));
      expect(events.sort()).toEqual(['inboundMail.accepted', 'ticket.noted']);
    });
    expect(mails).toEqual([]);
    await attachMailFiles(await asSystem(tenant, 'attachMailFiles'), { mailId });
    const [note] = (await readTicket(technician, number)).messages;
    expect(note).toMatchObject({ kind: 'note', attachments: [{ fileName: 'log.txt' }] });
    expect(note!.body).toContain(from);
    const seen = await readTicket(requester, number);
    expect([seen.messages, seen.attachments]).toEqual([[], []]);
  });

  it('of a stranger is no reply of anybody’s, and makes no contact', async () => {
    const mailId = await held('x@customer.test', await aTicket(requester));
    expect(await refusalOf(acceptMail(technician, { mailId, as: 'reply' }))).toMatchObject({
      key: 'inboundMail.noReply',
    });
    expect(await auditedBy(tenant, () => acceptMail(technician, { mailId, as: 'note' }))).toEqual(
      expect.not.arrayContaining(['contact.created']),
    );
  });

  it('opens a ticket of its own where a technician says so, once', async () => {
    const number = await aTicket(requester);
    const mailId = await held(await addressOf(requester), number);
    const outcomes = await Promise.allSettled(
      (['ticket', 'reply', 'note'] as const).map((as) => acceptMail(technician, { mailId, as })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const again = await held(await addressOf(requester), number);
    const opened = await acceptMail(technician, { mailId: again });
    expect(opened.number).toBeGreaterThan(number);
    expect((await readTicket(technician, opened.number)).followUpOf).toBeNull();
  });

  it('goes to where its ticket was merged', async () => {
    const [from, into] = [await aTicket(requester), await aTicket(requester)];
    const mailId = await held(await addressOf(requester), from);
    await mergeTicket(technician, { number: from, into });
    expect(await readInboundMail(technician, mailId)).toMatchObject({ answersNumber: into });
    expect(await acceptMail(technician, { mailId, as: 'reply' })).toEqual({ number: into });
  });

  it('follows a ticket that has ended for its sender', async () => {
    await changeTicketSettings(admin, { reopen: 'never' });
    const number = await aTicket(requester);
    await closeTicket(technician, { number });
    const mailId = await held(await addressOf(requester), number);
    const fresh = { ...technician, settings: (await asApiKey(tenant, ['tickets:write'])).settings };
    expect(await readInboundMail(fresh, mailId)).toMatchObject({ replyAs: null });
    const opened = await acceptMail(fresh, { mailId });
    expect((await readTicket(technician, opened.number)).followUpOf).toMatchObject({ number });
  });
});

it('a mail that answers nothing is neither reply nor note', async () => {
  const mailId = await held(await addressOf(requester));
  for (const as of ['reply', 'note'] as const) {
    expect(await refusalOf(acceptMail(technician, { mailId, as }))).toMatchObject({
      key: 'inboundMail.answersNothing',
      status: 409,
    });
  }
});

/** Whoever is not of the tenant's side, or of another's, finds nothing; a key needs the scope. */
async function refusedToOthers(deed: (scope: Scope<Staff>) => Promise<unknown>) {
  expect(await refusalOf(deed(other.technician))).toMatchObject({ status: 404 });
  const contact = requester as unknown as Scope<Staff>;
  expect(await refusalOf(deed(contact))).toMatchObject({ status: 404 });
  const key = await asApiKey(tenant, ['contacts:read']);
  expect(await refusalOf(deed(key))).toMatchObject({ key: 'api.scopeMissing', status: 403 });
}
