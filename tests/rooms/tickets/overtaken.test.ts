import { describe, expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import { addNote } from '@/tickets/add-note';
import { readTicket } from '@/tickets/read-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { aFile, aTicket, auditedBy, mailedBy, makeDesk } from './desk';

await freshDatabase({ max: 8 });
const desk = await makeDesk();
const { requester, technician, admin } = desk;

const bodiesOf = async (number: number) =>
  (await readTicket(technician, number)).messages.map(({ body }) => body);

describe('a reply that says what its writer saw', () => {
  it('is refused, naming who was quicker, and leaves nothing behind', async () => {
    const number = await aTicket(requester);
    const { messageId: first } = await replyToTicket(technician, { number, body: 'Is it in?' });
    await replyToTicket(requester, { number, body: 'Yes, it is.' });
    const late = { number, body: 'Plug it in.', seenId: first, submissionId: newId() };
    const attachmentId = await aFile(admin);
    const work = async () => {
      const refusal = await refusalOf(
        replyToTicket(admin, { ...late, attachmentIds: [attachmentId], statusKey: 'pending' }),
      );
      expect(refusal).toMatchObject({
        key: 'tickets.overtaken',
        status: 409,
        values: { name: requester.actor.name },
      });
    };
    expect(await mailedBy(desk.tenant, () => auditedBy(desk.tenant, work))).toEqual([]);
    expect(await auditedBy(desk.tenant, work)).toEqual([]);
    expect((await readTicket(admin, number)).status.key).toBe('open');
    expect(await bodiesOf(number)).toEqual(['Is it in?', 'Yes, it is.']);
    // having looked, the same form is sent again with its file
    const seenId = (await readTicket(admin, number)).messages.at(-1)!.id;
    await replyToTicket(admin, { ...late, seenId, attachmentIds: [attachmentId] });
    expect((await readTicket(admin, number)).messages.at(-1)).toMatchObject({
      body: 'Plug it in.',
      attachments: [{ id: attachmentId }],
    });
  });

  it('counts from nothing where the page showed no message', async () => {
    const number = await aTicket(requester);
    await replyToTicket(technician, { number, body: 'First.', seenId: 'none' });
    const refusal = await refusalOf(replyToTicket(admin, { number, body: 'Me.', seenId: 'none' }));
    expect(refusal.values).toEqual({ name: technician.actor.name });
  });

  it('is not overtaken by its writer’s own replies, nor by notes', async () => {
    const number = await aTicket(requester);
    const { messageId } = await replyToTicket(requester, { number, body: 'Hello?' });
    await replyToTicket(technician, { number, body: 'From another tab.' });
    await addNote(admin, { number, body: 'I know this printer.' });
    await replyToTicket(technician, { number, body: 'And this.', seenId: messageId });
    expect(await bodiesOf(number)).toContain('And this.');
  });

  it('is refused where what it saw is of another ticket or nothing at all', async () => {
    const [number, elsewhere] = [await aTicket(requester), await aTicket(requester)];
    const { messageId } = await replyToTicket(admin, { number: elsewhere, body: 'Elsewhere.' });
    await replyToTicket(admin, { number, body: 'Here.' });
    for (const seenId of [messageId, newId()]) {
      const work = replyToTicket(technician, { number, body: 'Late.', seenId });
      expect((await refusalOf(work)).key).toBe('tickets.overtaken');
    }
  });

  it('written twice by its form is one, whatever came in between', async () => {
    const number = await aTicket(requester);
    const form = { number, body: 'Once.', seenId: 'none', submissionId: newId() };
    await replyToTicket(technician, form);
    await replyToTicket(requester, { number, body: 'Thanks.' });
    expect(await replyToTicket(technician, form)).toEqual({ messageId: form.submissionId });
    expect(await bodiesOf(number)).toEqual(['Once.', 'Thanks.']);
  });

  it('of two at the same moment one is written and the other told', async () => {
    const number = await aTicket(requester);
    const both = await Promise.allSettled(
      [technician, admin].map((scope) =>
        replyToTicket(scope, { number, body: `By ${scope.actor.name}.`, seenId: 'none' }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await bodiesOf(number)).toHaveLength(1);
  });

  it('without it nobody asks', async () => {
    const number = await aTicket(requester);
    await replyToTicket(technician, { number, body: 'First.' });
    await replyToTicket(admin, { number, body: 'Second.', seenId: '' });
    expect(await bodiesOf(number)).toHaveLength(2);
  });
});
