import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { contacts, technicians } from '@/people/tables';
import { newId } from '@/platform/ids';
import { addCc } from '@/tickets/add-cc';
import { assignTicket } from '@/tickets/assign-ticket';
import { changeTicketPriority } from '@/tickets/change-ticket-priority';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { closeTicket } from '@/tickets/close-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { removeCc } from '@/tickets/remove-cc';
import { reopenTicket } from '@/tickets/reopen-ticket';
import { suggestCcs } from '@/tickets/suggest-ccs';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asContact, asTechnician } from '~tests/setup/tenants';
import { aTicket, auditedBy, mailedBy, mailsOf, makeDesk } from './desk';

await freshDatabase({ max: 8 });
const desk = await makeDesk();
const { tenant, requester, colleague, primary, outsider, technician, admin } = desk;

describe('closing and reopening', () => {
  it('keeps when it was closed for as long as it is closed', async () => {
    const number = await aTicket(requester);
    await closeTicket(requester, { number });
    const closed = await readTicket(requester, number);
    expect(closed).toMatchObject({ status: { category: 'closed' }, next: 'done' });
    expect(closed.closedAt).toBeInstanceOf(Date);
    await reopenTicket(requester, { number });
    expect(await readTicket(requester, number)).toMatchObject({
      status: { category: 'open' },
      closedAt: null,
      resolvedAt: null,
      next: 'weAnswer',
    });
  });

  it('closes once where two people close at once', async () => {
    const number = await aTicket(requester);
    const work = async () => {
      const tries = [requester, primary, technician].map((scope) => closeTicket(scope, { number }));
      const states = (await Promise.allSettled(tries)).map((one) => one.status).sort();
      expect(states).toEqual(['fulfilled', 'rejected', 'rejected']);
    };
    expect(await auditedBy(tenant, work)).toEqual(['ticket.closed']);
    await expect(closeTicket(requester, { number })).rejects.toMatchObject({
      key: 'tickets.alreadyClosed',
      status: 409,
    });
  });

  it('refuses to reopen what is open', async () => {
    const number = await aTicket(requester);
    await expect(reopenTicket(requester, { number })).rejects.toMatchObject({
      key: 'tickets.notClosed',
      status: 409,
    });
  });

  it('tells the ticket’s contacts in their language, but not the one who did it', async () => {
    const french = await asContact(tenant, { company: desk.company, language: 'fr' });
    const number = await aTicket(french, { ccIds: [colleague.actor.id] });
    const mails = await mailedBy(tenant, () =>
      changeTicketStatus(technician, { number, statusKey: 'resolved' }),
    );
    const all = [`ticketStatus → ${french.actor.id}`, `ticketStatus → ${colleague.actor.id}`];
    expect(mails).toEqual(all.sort());
    const [mail] = (await mailsOf(tenant)).filter((one) => one.about === french.actor.id).slice(-1);
    expect(mail).toMatchObject({
      language: 'fr',
      params: { status: 'Résolu', category: 'resolved', number: String(number) },
    });
    expect(await mailedBy(tenant, () => closeTicket(french, { number }))).toEqual([
      `ticketStatus → ${colleague.actor.id}`,
    ]);
    const pending = () => changeTicketStatus(technician, { number, statusKey: 'pending' });
    expect(await mailedBy(tenant, pending)).toEqual([]);
  });

  it('leaves out who is disabled, has no address or one that can’t be used', async () => {
    const [disabled, without, broken] = await Promise.all(
      [1, 2, 3].map(() => asContact(tenant, { company: desk.company })),
    );
    const ccIds = [disabled!, without!, broken!].map((scope) => scope.actor.id);
    const number = await aTicket(requester, { ccIds });
    await inTenant(tenant.id, async (tx) => {
      const change = (id: string, set: object) =>
        tx.update(contacts).set(set).where(eq(contacts.id, id));
      await change(ccIds[0]!, { disabledAt: new Date() });
      await change(ccIds[1]!, { email: null });
      await change(ccIds[2]!, { email: '"a b"@c' });
    });
    const close = () => closeTicket(technician, { number });
    expect(await mailedBy(tenant, close)).toEqual([`ticketStatus → ${requester.actor.id}`]);
  });
});

describe('assigning, status and priority', () => {
  it('assigns, tells the new assignee unless they did it, and takes away again', async () => {
    const number = await aTicket(requester);
    const assign = (assigneeId: string | null) => () =>
      assignTicket(admin, { number, assigneeId: assigneeId ?? '' });
    expect(await mailedBy(tenant, assign(technician.actor.id))).toEqual([
      `technicianAssigned → ${technician.actor.id}`,
    ]);
    expect(await mailedBy(tenant, assign(admin.actor.id))).toEqual([]);
    expect((await readTicket(requester, number)).assignee).toEqual({
      id: admin.actor.id,
      name: admin.actor.name,
    });
    await assign(null)();
    const { assignee, messages } = await readTicket(technician, number);
    expect(assignee).toBeNull();
    expect(messages.map((message) => message.event)).toEqual([
      { what: 'assignee', from: null, to: technician.actor.name },
      { what: 'assignee', from: technician.actor.name, to: admin.actor.name },
      { what: 'assignee', from: admin.actor.name, to: null },
    ]);
    expect((await readTicket(requester, number)).messages).toEqual([]);
  });

  it('refuses somebody who is no active technician of the tenant', async () => {
    const number = await aTicket(requester);
    const gone = await asTechnician(tenant);
    await inTenant(tenant.id, (tx) =>
      tx
        .update(technicians)
        .set({ disabledAt: new Date() })
        .where(eq(technicians.id, gone.actor.id)),
    );
    const foreign = (await makeDesk()).technician;
    for (const id of [gone.actor.id, foreign.actor.id, requester.actor.id, newId()]) {
      await expect(assignTicket(admin, { number, assigneeId: id })).rejects.toMatchObject({
        status: 422,
        fields: { assigneeId: 'tickets.unknownTechnician' },
      });
    }
  });

  it('changes nothing and records nothing where it is so already', async () => {
    const number = await aTicket(requester);
    await assignTicket(admin, { number, assigneeId: technician.actor.id });
    const before = await readTicket(technician, number);
    const work = async () => {
      await assignTicket(admin, { number, assigneeId: technician.actor.id });
      await changeTicketStatus(technician, { number, statusKey: 'open' });
      await changeTicketPriority(technician, { number, priority: 'normal' });
    };
    expect(await auditedBy(tenant, work)).toEqual([]);
    expect(await readTicket(technician, number)).toEqual(before);
  });

  it('refuses an unknown status beside its field', async () => {
    const number = await aTicket(requester);
    await expect(
      changeTicketStatus(technician, { number, statusKey: 'limbo' }),
    ).rejects.toMatchObject({ status: 422, fields: { statusKey: 'tickets.unknownStatus' } });
  });

  it('shows technicians who changed what, and contacts the status alone', async () => {
    const number = await aTicket(requester);
    await changeTicketPriority(technician, { number, priority: 'urgent' });
    await changeTicketStatus(technician, { number, statusKey: 'pending' });
    const status = { what: 'status', from: 'Open', to: 'Pending' };
    const events = (await readTicket(technician, number)).messages;
    expect(events.map((message) => message.event)).toEqual([
      { what: 'priority', from: 'normal', to: 'urgent' },
      status,
    ]);
    expect(events[0]?.author).toEqual({
      kind: 'technician',
      id: technician.actor.id,
      name: technician.actor.name,
      by: null,
    });
    expect((await readTicket(requester, number)).messages.map((one) => one.event)).toEqual([
      status,
    ]);
  });
});

describe('people in copy', () => {
  it('see the ticket from then on, until they leave by themselves', async () => {
    const number = await aTicket(requester);
    await expect(readTicket(colleague, number)).rejects.toMatchObject({ status: 404 });
    await addCc(requester, { number, contactId: colleague.actor.id });
    const ticket = await readTicket(colleague, number);
    expect(ticket.ccs).toEqual([{ id: colleague.actor.id, name: colleague.actor.name }]);
    expect(ticket.can).toMatchObject({
      reply: { allowed: true },
      close: { allowed: false, reason: 'tickets.onlyRequesterCloses' },
      cc: { allowed: false, reason: 'tickets.onlyRequesterCopies' },
      note: { allowed: false, reason: 'tickets.staffOnly' },
    });
    const again = () => addCc(requester, { number, contactId: colleague.actor.id });
    expect(await auditedBy(tenant, again)).toEqual([]);
    await removeCc(colleague, { number, contactId: colleague.actor.id });
    await expect(readTicket(colleague, number)).rejects.toMatchObject({ status: 404 });
  });

  it('are of the ticket’s company, also where a technician chooses', async () => {
    const number = await aTicket(requester);
    for (const scope of [requester, technician]) {
      for (const contactId of [outsider.actor.id, newId()]) {
        await expect(addCc(scope, { number, contactId })).rejects.toMatchObject({
          status: 422,
          fields: { contactId: 'tickets.unknownColleague' },
        });
      }
    }
  });

  it('are suggested from the company, without those on it already', async () => {
    const number = await aTicket(requester, { ccIds: [colleague.actor.id] });
    const ids = async (scope: typeof requester | typeof technician, of?: number) =>
      (await suggestCcs(scope, of)).map((one) => one.id);
    for (const scope of [requester, technician]) {
      const suggested = await ids(scope, number);
      expect(suggested).toContain(primary.actor.id);
      for (const { actor } of [requester, colleague, outsider]) {
        expect(suggested).not.toContain(actor.id);
      }
    }
    const forNew = await ids(requester);
    expect(forNew).toContain(colleague.actor.id);
    expect(forNew).not.toContain(requester.actor.id);
    expect(forNew).not.toContain(outsider.actor.id);
    expect(await ids(technician)).toEqual([]);
  });

  it('is one entry where two put the same person in copy at once', async () => {
    const number = await aTicket(requester);
    const add = (scope: typeof requester | typeof technician) =>
      addCc(scope, { number, contactId: colleague.actor.id });
    const both = () => Promise.all([add(requester), add(technician), add(primary)]);
    expect(await auditedBy(tenant, both)).toEqual(['ticket.ccAdded']);
  });
});
