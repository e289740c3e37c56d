import { describe, expect, it, vi } from 'vitest';
import { clock, days } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { listen } from '@/platform/notify';
import { addNote } from '@/tickets/add-note';
import type { TicketHappening } from '@/tickets/announce-change';
import { assignTicket } from '@/tickets/assign-ticket';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { closeTicket } from '@/tickets/close-ticket';
import { mayHear } from '@/tickets/may-hear';
import { openAttachment } from '@/tickets/open-attachment';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asApiKey, nextRequest } from '~tests/setup/tenants';
import { aFile, aTicket, auditedBy, mailedBy, makeDesk } from './desk';

await freshDatabase({ ear: true, max: 8 });
const desk = await makeDesk();
const { requester, colleague, primary, technician, admin } = desk;

const heard: TicketHappening[] = [];
listen('servicedesk_events', (payload) => heard.push(payload as TicketHappening));

describe('a reply', () => {
  it('is read by both sides, in order, and marks the first response once', async () => {
    const number = await aTicket(requester);
    await replyToTicket(technician, { number, body: 'Is the cable in?' });
    const first = (await readTicket(technician, number)).firstRespondedAt;
    await replyToTicket(requester, { number, body: 'Yes.' });
    await replyToTicket(technician, { number, body: 'And the power?' });
    const ticket = await readTicket(requester, number);
    expect(ticket.messages.map((message) => [message.author.name, message.body])).toEqual([
      [technician.actor.name, 'Is the cable in?'],
      [requester.actor.name, 'Yes.'],
      [technician.actor.name, 'And the power?'],
    ]);
    expect(ticket.lastReplyBy).toBe('technician');
    expect(first).toBeInstanceOf(Date);
    expect(ticket.firstRespondedAt).toEqual(first);
  });

  it('of a contact opens a pending or resolved ticket again, of a technician does not', async () => {
    const number = await aTicket(requester);
    for (const statusKey of ['pending', 'resolved'] as const) {
      await changeTicketStatus(technician, { number, statusKey });
      await replyToTicket(technician, { number, body: 'One more thing.' });
      expect((await readTicket(requester, number)).status.key).toBe(statusKey);
      await replyToTicket(requester, { number, body: 'Not yet.' });
      const { status, messages } = await readTicket(requester, number);
      expect(status.key).toBe('open');
      expect(messages.slice(-2)).toMatchObject([
        { kind: 'reply', body: 'Not yet.' },
        { kind: 'event', event: { what: 'status', to: 'Open' } },
      ]);
    }
  });

  it('of a technician may set the status in the same deed', async () => {
    const number = await aTicket(requester);
    const reply = { number, body: 'Which room is it?', statusKey: 'pending' };
    expect(await auditedBy(desk.tenant, () => replyToTicket(technician, reply))).toEqual([
      'ticket.replied',
    ]);
    expect(await readTicket(requester, number)).toMatchObject({
      status: { key: 'pending' },
      next: 'youAnswer',
    });
    // a contact’s form can’t choose the status
    await expect(
      replyToTicket(requester, { number, body: '3.12', statusKey: 'closed' }),
    ).rejects.toMatchObject({ key: 'tickets.fieldNotYours', status: 403 });
    await replyToTicket(requester, { number, body: '3.12', statusKey: '' });
    expect((await readTicket(requester, number)).status.key).toBe('open');
  });

  it('is written once, however often its form is sent', async () => {
    const number = await aTicket(requester);
    const reply = { number, body: 'Twice.', submissionId: newId() };
    const sendAll = () => Promise.all([1, 2, 3].map(() => replyToTicket(requester, reply)));
    expect(await auditedBy(desk.tenant, sendAll)).toEqual(['ticket.replied']);
    expect((await readTicket(requester, number)).messages).toHaveLength(1);
    const foreign = replyToTicket(technician, reply);
    await expect(foreign).rejects.toMatchObject({ key: 'tickets.usedSubmission', status: 422 });
  });

  it('is refused under the id of another version, which stays as it was sent', async () => {
    const number = await aTicket(requester);
    const first = { number, body: 'Floor 2.', submissionId: newId(), statusKey: 'pending' };
    await replyToTicket(technician, first);
    const file = await aFile(technician);
    const refused = { key: 'tickets.sentBefore', status: 409 };
    for (const other of [
      { ...first, body: 'Floor 3.' },
      { ...first, attachmentIds: [file] },
      { ...first, statusKey: 'resolved' },
    ]) {
      await expect(replyToTicket(technician, other)).rejects.toMatchObject({
        ...refused,
        fields: { submissionId: 'tickets.sentBefore' },
      });
    }
    const { statusKey: _, ...words } = first;
    await expect(addNote(technician, words)).rejects.toMatchObject(refused);
    const { messages } = await readTicket(technician, number);
    expect(messages.flatMap((one) => (one.kind === 'event' ? [] : [one.body]))).toEqual([
      'Floor 2.',
    ]);
    await replyToTicket(technician, { ...first, attachmentIds: [file], submissionId: newId() });
  });

  it('to a closed ticket follows the tenant’s rule', async () => {
    const closed = async () => {
      const number = await aTicket(requester);
      await closeTicket(technician, { number });
      return { number, body: 'It is back.' };
    };
    await replyToTicket(requester, await closed());
    await changeTicketSettings(admin, { reopen: 'never' });
    const never = await nextRequest(requester);
    const reply = await closed();
    const refused = { key: 'tickets.cannotReopen', status: 409 };
    const work = () => expect(replyToTicket(never, reply)).rejects.toMatchObject(refused);
    expect(await auditedBy(desk.tenant, work)).toEqual([]);
    expect((await readTicket(never, reply.number)).messages.map((one) => one.kind)).toEqual([
      'event',
    ]);
    await replyToTicket(technician, reply); // the rule is for contacts
    await changeTicketSettings(admin, { reopen: { withinDays: 3 } });
    const within = await nextRequest(requester);
    const late = await closed();
    vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.now() + days(3) + 1000));
    await expect(replyToTicket(within, late)).rejects.toMatchObject({
      key: 'tickets.reopenTooLate',
      status: 409,
      values: { days: 3 },
    });
    vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.now() + days(3) - 60_000));
    await replyToTicket(within, late);
    vi.restoreAllMocks();
    await changeTicketSettings(admin, { reopen: 'always' });
  });

  it('is mailed to the others on the ticket, never to its author', async () => {
    const number = await aTicket(requester, { ccIds: [colleague.actor.id] });
    const mails = (scope: typeof requester | typeof technician) =>
      mailedBy(desk.tenant, () => replyToTicket(scope, { number, body: 'Hello.' }));
    const toColleague = `ticketReply → ${colleague.actor.id}`;
    const toRequester = `ticketReply → ${requester.actor.id}`;
    expect(await mails(technician)).toEqual([toRequester, toColleague].sort());
    expect(await mails(requester)).toEqual([toColleague]);
    await assignTicket(admin, { number, assigneeId: technician.actor.id });
    const toAssignee = `technicianReply → ${technician.actor.id}`;
    expect(await mails(requester)).toEqual([toColleague, toAssignee].sort());
    // who is neither requester nor in copy may follow without being mailed
    expect(await mails(primary)).toEqual([toRequester, toColleague, toAssignee].sort());
  });

  it('of a program stands for whom it names, within the ticket’s company', async () => {
    const key = await asApiKey(desk.tenant, ['tickets:write', 'tickets:read']);
    const number = await aTicket(requester);
    await replyToTicket(key, { number, body: 'From the monitor.' });
    await replyToTicket(key, { number, body: 'Seen.', authorId: technician.actor.id });
    await replyToTicket(key, { number, body: 'By mail.', authorId: colleague.actor.id });
    const { messages } = await readTicket(key, number);
    const by = { id: null, name: 'Key' };
    expect(messages.map((message) => message.author)).toEqual([
      { kind: 'apiKey', id: null, name: 'Key', by: null },
      { kind: 'technician', id: technician.actor.id, name: technician.actor.name, by },
      { kind: 'contact', id: colleague.actor.id, name: colleague.actor.name, by },
    ]);
    const refused = { key: 'tickets.unknownAuthor', status: 422 };
    for (const authorId of [desk.outsider.actor.id, newId()]) {
      const reply = replyToTicket(key, { number, body: 'x', authorId });
      await expect(reply).rejects.toMatchObject(refused);
    }
    const disguised = replyToTicket(requester, { number, body: 'x', authorId: colleague.actor.id });
    await expect(disguised).rejects.toMatchObject(refused);
    const note = addNote(key, { number, body: 'x', authorId: requester.actor.id });
    await expect(note).rejects.toMatchObject(refused);
  });
});

describe('a note', () => {
  it('leaves no trace that a contact could notice', async () => {
    const number = await aTicket(requester);
    const before = await readTicket(requester, number);
    const listed = await readTicketList(requester);
    const file = await aFile(technician);
    const note = { number, body: 'He unplugs it every week.', attachmentIds: [file] };
    expect(await mailedBy(desk.tenant, () => addNote(technician, note))).toEqual([]);
    expect(await readTicket(requester, number)).toEqual(before);
    expect(await readTicketList(requester)).toEqual(listed);
    await expect(openAttachment(requester, file)).rejects.toMatchObject({ key: 'notFound' });
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ number, kind: 'note' }));
    expect(mayHear(requester, heard.at(-1)!)).toBe(false);
    expect(mayHear(technician, heard.at(-1)!)).toBe(true);
    expect((await readTicket(technician, number)).messages).toMatchObject([
      { kind: 'note', body: note.body, attachments: [{ id: file }] },
    ]);
  });
});

describe('what open pages hear', () => {
  it('names the ticket to those who see it, after the commit', async () => {
    const number = await aTicket(requester, { ccIds: [colleague.actor.id] });
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ number, kind: 'opened' }));
    await replyToTicket(technician, { number, body: 'Hello.' });
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ number, kind: 'reply' }));
    const event = heard.at(-1)!;
    expect(JSON.stringify(event)).not.toContain('Hello');
    for (const scope of [requester, colleague, primary, technician]) {
      expect(mayHear(scope, event)).toBe(true);
    }
    const other = await makeDesk();
    for (const scope of [desk.outsider, other.technician, other.requester]) {
      expect(mayHear(scope, event)).toBe(false);
    }
  });

  it('says nothing to contacts of a status that they don’t see', async () => {
    await changeTicketSettings(admin, { visibleStatuses: ['open', 'resolved', 'closed'] });
    const number = await aTicket(requester);
    await changeTicketStatus(technician, { number, statusKey: 'pending' });
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ number, kind: 'changed' }));
    expect(mayHear(requester, heard.at(-1)!)).toBe(false);
    await expect(readTicket(requester, number)).rejects.toMatchObject({ key: 'notFound' });
    await expect(replyToTicket(requester, { number, body: 'x' })).rejects.toMatchObject({
      key: 'notFound',
    });
    await changeTicketStatus(technician, { number, statusKey: 'open' });
    // what happened meanwhile names no status that they don’t see
    const events = (await readTicket(requester, number)).messages.map((one) => one.event);
    expect(events).toEqual([{ what: 'status', from: null, to: 'Open' }]);
    await changeTicketSettings(admin, {
      visibleStatuses: ['open', 'pending', 'resolved', 'closed'],
    });
  });
});
