import { describe, expect, it } from 'vitest';
import { addNote } from '@/tickets/add-note';
import { assignTicket } from '@/tickets/assign-ticket';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { openTicket } from '@/tickets/open-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey } from '~tests/setup/tenants';
import { aTicket, auditedBy, mailedBy, mailsOf, makeDesk } from './desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { requester, colleague, technician, admin, tenant } = desk;
const whose = { id: requester.actor.id, name: requester.actor.name };
const anna = { id: technician.actor.id, name: technician.actor.name };

describe('a ticket that a technician opens', () => {
  const wanted = { title: 'By phone', description: 'It hums.', requesterId: whose.id };

  it('is its requester’s and says who opened it, to both sides', async () => {
    const { result, entries } = await withAudit(tenant, () => openTicket(technician, wanted));
    expect(entries).toMatchObject([
      { event: 'ticket.opened', actorId: anna.id, after: { requesterId: whose.id } },
    ]);
    for (const reader of [technician, requester]) {
      const ticket = await readTicket(reader, result.number);
      expect(ticket).toMatchObject({ source: 'console', requester: whose });
      expect(ticket.messages).toMatchObject([
        { kind: 'event', author: anna, event: { what: 'opened', for: whose.name } },
      ]);
    }
  });

  it('by its requester says nothing of the kind', async () => {
    expect((await readTicket(requester, await aTicket(requester))).messages).toEqual([]);
  });
});

describe('a reply in a contact’s name', () => {
  it('is theirs, by the technician, for both sides; the audit log knows both', async () => {
    const number = await aTicket(requester, { ccIds: [colleague.actor.id] });
    const reply = { number, body: 'She says: it hums again.', authorId: whose.id };
    const { entries } = await withAudit(tenant, () => replyToTicket(technician, reply));
    expect(entries).toMatchObject([
      { event: 'ticket.replied', actorId: anna.id, after: { onBehalfOf: whose.id } },
    ]);
    for (const reader of [technician, requester, colleague]) {
      const { messages, lastReplyBy, firstRespondedAt } = await readTicket(reader, number);
      expect(messages).toMatchObject([
        { body: reply.body, author: { kind: 'contact', ...whose, by: anna } },
      ]);
      expect([lastReplyBy, firstRespondedAt]).toEqual(['contact', null]);
    }
  });

  it('opens what waited for them, and is mailed to them too, naming who wrote it', async () => {
    const number = await aTicket(requester, { ccIds: [colleague.actor.id] });
    await changeTicketStatus(technician, { number, statusKey: 'pending' });
    await assignTicket(admin, { number, assigneeId: admin.actor.id });
    const send = () =>
      replyToTicket(technician, { number, body: 'Room 3.12.', authorId: whose.id });
    expect(await mailedBy(tenant, send)).toEqual(
      [
        `technicianReply → ${admin.actor.id}`,
        `ticketReply → ${colleague.actor.id}`,
        `ticketReply → ${whose.id}`,
      ].sort(),
    );
    const mails = (await mailsOf(tenant)).filter(({ params }) => params.body === 'Room 3.12.');
    expect(new Set(mails.map(({ params }) => params.author))).toEqual(
      new Set([`${anna.name}, on behalf of ${whose.name}`]),
    );
    expect((await readTicket(requester, number)).status.key).toBe('open');
  });

  it('is refused for who is not of the company, and to contacts altogether', async () => {
    const number = await aTicket(requester, { ccIds: [colleague.actor.id] });
    const outside = [desk.outsider.actor.id, other.requester.actor.id, admin.actor.id];
    const work = async () => {
      for (const authorId of outside) {
        const refusal = await refusalOf(
          replyToTicket(technician, { number, body: 'As you.', authorId }),
        );
        expect(refusal).toMatchObject({ key: 'tickets.unknownAuthor', status: 422 });
        expect(refusal.fields).toEqual({ authorId: 'tickets.unknownAuthor' });
      }
      const posing = replyToTicket(colleague, { number, body: 'As her.', authorId: whose.id });
      expect((await refusalOf(posing)).status).toBe(422);
      const foreign = replyToTicket(other.technician, { number, body: 'x', authorId: whose.id });
      expect((await refusalOf(foreign)).status).toBe(404);
      const note = addNote(technician, { number, body: 'Note.', authorId: whose.id });
      expect((await refusalOf(note)).status).toBe(422);
    };
    expect(await auditedBy(tenant, work)).toEqual([]);
  });

  it('by a program names the program to technicians alone', async () => {
    const number = await aTicket(requester);
    const key = await asApiKey(tenant, ['tickets:read', 'tickets:write']);
    await replyToTicket(key, { number, body: 'By mail.', authorId: whose.id });
    await replyToTicket(key, { number, body: 'From the other desk.', authorId: anna.id });
    const by = { id: null, name: key.actor.name };
    for (const [reader, shown] of [
      [technician, by],
      [requester, null],
    ] as const) {
      expect((await readTicket(reader, number)).messages).toMatchObject([
        { author: { kind: 'contact', ...whose, by: shown } },
        { author: { kind: 'technician', ...anna, by: shown } },
      ]);
    }
  });
});
