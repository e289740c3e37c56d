import { describe, expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { closeTicket } from '@/tickets/close-ticket';
import { mergeTicket } from '@/tickets/merge-ticket';
import { OpenTicket, openTicket } from '@/tickets/open-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asApiKey, nextRequest } from '~tests/setup/tenants';
import { aFile, aTicket, auditedBy, mailedBy, mailsOf, makeDesk } from './desk';

await freshDatabase({ max: 8 });
const desk = await makeDesk();
const { requester, colleague, outsider, technician, admin } = desk;
const text = { title: 'No sound', description: 'The headset is silent.' };

describe('opening a ticket', () => {
  it('gives a contact their own ticket, open and theirs to follow', async () => {
    const { number } = await openTicket(requester, text);
    expect(await readTicket(requester, number)).toMatchObject({
      ...text,
      number,
      status: { key: 'open', category: 'open', label: 'Open' },
      priority: 'normal',
      // what the portal hides does not travel
      type: null,
      source: 'portal',
      requester: { id: requester.actor.id, companyName: desk.company.name },
      company: { id: desk.company.id },
      assignee: null,
      next: 'weAnswer',
      lastReplyBy: null,
    });
  });

  it('gives numbers without gaps to tickets opened at once', async () => {
    const first = await aTicket(requester);
    const opened = await Promise.all(Array.from({ length: 12 }, () => aTicket(requester)));
    const next = Array.from({ length: 12 }, (_, i) => first + 1 + i);
    expect(opened.sort((a, b) => a - b)).toEqual(next);
  });

  it('makes one ticket of a form that is sent twice, also at once', async () => {
    const submissionId = newId();
    const send = () => openTicket(requester, { ...text, submissionId });
    const work = async () => {
      const numbers = (await Promise.all([send(), send(), send()])).map((made) => made.number);
      expect(new Set(numbers).size).toBe(1);
      expect((await send()).number).toBe(numbers[0]);
      expect(await aTicket(requester)).toBe(numbers[0]! + 1); // no number was used up
    };
    expect(await auditedBy(desk.tenant, work)).toEqual(['ticket.opened', 'ticket.opened']);
    await expect(openTicket(colleague, { ...text, submissionId })).rejects.toMatchObject({
      key: 'tickets.usedSubmission',
      status: 422,
    });
    const { number } = await send();
    for (const other of [
      { description: 'On floor 3.' },
      { attachmentIds: [await aFile(requester)] },
    ]) {
      const corrected = openTicket(requester, { ...text, ...other, submissionId });
      await expect(corrected).rejects.toMatchObject({
        ...{ key: 'tickets.sentAsTicket', status: 409, values: { number: String(number) } },
        fields: { submissionId: 'tickets.sentAsTicket' },
      });
    }
  });

  it('is the same ticket, sent again, after a merge has taken its files', async () => {
    const sent = { ...text, submissionId: newId(), attachmentIds: [await aFile(requester)] };
    const { number } = await openTicket(requester, sent);
    await mergeTicket(technician, { number, into: await aTicket(requester) });
    expect((await openTicket(requester, sent)).number).toBe(number);
  });

  it('refuses what only technicians may fill in, naming the field', async () => {
    for (const [field, value] of [
      ['requesterId', colleague.actor.id],
      ['assigneeId', technician.actor.id],
      ['status', 'closed'],
    ] as const) {
      await expect(openTicket(requester, { ...text, [field]: value })).rejects.toMatchObject({
        key: 'tickets.fieldNotYours',
        status: 403,
        fields: { [field]: 'tickets.fieldNotYours' },
      });
    }
  });

  it('opens on behalf of a contact, and refuses people who are not there', async () => {
    const wanted = { ...text, requesterId: requester.actor.id, assigneeId: technician.actor.id };
    const { number } = await openTicket(technician, { ...wanted, status: 'pending' });
    expect(await readTicket(requester, number)).toMatchObject({
      source: 'console',
      status: { key: 'pending' },
      assignee: { id: technician.actor.id },
      next: 'youAnswer',
    });
    const refused = (input: object, field: string) =>
      expect(openTicket(technician, { ...wanted, ...input })).rejects.toMatchObject({
        status: 422,
        fields: { [field]: expect.any(String) },
      });
    await refused({ requesterId: '' }, 'requesterId');
    await refused({ requesterId: newId() }, 'requesterId');
    await refused({ assigneeId: newId() }, 'assigneeId');
    await refused({ status: 'nowhere' }, 'statusKey');
    await refused({ ccIds: [outsider.actor.id] }, 'ccIds');
    const key = await asApiKey(desk.tenant, ['tickets:write', 'tickets:read']);
    const byKey = await openTicket(key, { ...text, requesterId: requester.actor.id });
    expect((await readTicket(key, byKey.number)).source).toBe('api');
  });

  it('confirms to requester and people in copy, and tells every admin where nobody has it', async () => {
    const ccIds = [colleague.actor.id, requester.actor.id];
    expect(await mailedBy(desk.tenant, () => aTicket(requester, { ccIds }))).toEqual(
      [
        `technicianNewTicket → ${admin.actor.id}`,
        `ticketOpened → ${requester.actor.id}`,
        `ticketOpened → ${colleague.actor.id}`,
      ].sort(),
    );
    const given = { ...text, requesterId: requester.actor.id, assigneeId: technician.actor.id };
    expect(await mailedBy(desk.tenant, () => openTicket(admin, given))).toEqual([
      `technicianAssigned → ${technician.actor.id}`,
      `ticketOpened → ${requester.actor.id}`,
    ]);
    const told = (await mailsOf(desk.tenant)).map((mail) => mail.params);
    expect(told).toContainEqual({ number: expect.any(String), title: 'Printer offline' });
  });

  it('takes the actor’s own files only, and each once', async () => {
    const [mine, theirs] = [await aFile(requester), await aFile(colleague)];
    await expect(
      openTicket(requester, { ...text, attachmentIds: [mine, theirs] }),
    ).rejects.toMatchObject({ key: 'attachments.gone', status: 422 });
    const { number } = await openTicket(requester, { ...text, attachmentIds: [mine] });
    expect((await readTicket(requester, number)).attachments).toMatchObject([
      { id: mine, fileName: 'log.txt', mediaType: 'text/plain', size: 5, isImage: false },
    ]);
    await expect(openTicket(requester, { ...text, attachmentIds: [mine] })).rejects.toMatchObject({
      key: 'attachments.gone',
    });
  });

  it('links a follow-up with the closed ticket, both ways', async () => {
    const first = await aTicket(requester, { title: 'First' });
    const followUp = () => openTicket(requester, { ...text, followUpOf: first });
    await expect(followUp()).rejects.toMatchObject({ key: 'tickets.notClosed', status: 409 });
    await closeTicket(requester, { number: first });
    const { number } = await followUp();
    const link = { number: first, title: 'First' };
    expect(await readTicket(requester, number)).toMatchObject({ followUpOf: link, followUps: [] });
    const followUps = [{ number, title: text.title }];
    expect(await readTicket(requester, first)).toMatchObject({ followUpOf: null, followUps });
    await changeTicketSettings(admin, { visibleStatuses: ['open'] });
    expect((await readTicket(requester, number)).followUpOf).toBeNull(); // it can’t be seen now
    await changeTicketSettings(admin, {
      visibleStatuses: ['open', 'pending', 'resolved', 'closed'],
    });
    await expect(
      openTicket(technician, { ...text, followUpOf: first, requesterId: outsider.actor.id }),
    ).rejects.toMatchObject({ key: 'tickets.otherCompany', status: 422 });
  });

  it('says nothing to contacts of a ticket in a status that they don’t see', async () => {
    await changeTicketSettings(admin, { visibleStatuses: ['open', 'resolved', 'closed'] });
    const hidden = { ...text, requesterId: requester.actor.id, status: 'pending' };
    const mails = await mailedBy(desk.tenant, () => openTicket(technician, hidden));
    expect(mails).toEqual([`technicianNewTicket → ${admin.actor.id}`]);
    await changeTicketSettings(await nextRequest(admin), {
      visibleStatuses: ['open', 'pending', 'resolved', 'closed'],
    });
  });
});

describe('the shape of a new ticket', () => {
  it('takes what a form sends: one value for a list, empty text for nothing', () => {
    const id = newId();
    const parsed = OpenTicket.parse({ ...text, attachmentIds: id, ccIds: '', priority: '' });
    expect(parsed).toMatchObject({ attachmentIds: [id], ccIds: [], priority: undefined });
  });

  it('keeps lines of the description and makes one line of the title', () => {
    const parsed = OpenTicket.parse({ title: ' a\r\nBcc: b\0 ', description: '1\r\n2\0\r3 ' });
    expect(parsed).toMatchObject({ title: 'a Bcc: b', description: '1\n2\n3' });
  });

  it.each([
    ['a blank title', { title: ' \n ', description: 'x' }],
    ['a title of 201 letters', { title: 'x'.repeat(201), description: 'x' }],
    ['a blank description', { title: 'x', description: ' ' }],
    ['eleven files', { ...text, attachmentIds: Array.from({ length: 11 }, () => newId()) }],
    ['an unknown priority', { ...text, priority: 'asap' }],
  ])('refuses %s', (_what, input) => {
    expect(OpenTicket.safeParse(input).success).toBe(false);
  });
});
