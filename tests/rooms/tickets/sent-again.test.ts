import { describe, expect, it } from 'vitest';
import { addNote } from '@/tickets/add-note';
import { mergeTicket } from '@/tickets/merge-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { reopenTicket } from '@/tickets/reopen-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { aFile, aTicket, makeDesk } from './desk';

await freshDatabase();
const { technician, requester, colleague } = await makeDesk();

const written = async (number: number) =>
  (await readTicket(technician, number)).messages.flatMap(({ kind, body }) =>
    kind === 'event' ? [] : [body],
  );

describe('what is sent a second time, after merges have taken the first away', () => {
  it('is the same reply, and is written nowhere else', async () => {
    const [number, into, beyond] = [
      await aTicket(requester),
      await aTicket(requester),
      await aTicket(requester),
    ];
    const attachmentIds = [await aFile(requester)];
    const submissionId = crypto.randomUUID();
    const reply = { number, body: 'Still broken.', submissionId, attachmentIds };
    const first = await replyToTicket(requester, reply);
    await mergeTicket(technician, { number, into });
    expect(await replyToTicket(requester, reply)).toEqual(first);
    await mergeTicket(technician, { number: into, into: beyond });
    expect(await replyToTicket(requester, reply)).toEqual(first);
    expect((await written(beyond)).filter((body) => body === reply.body)).toHaveLength(1);
    expect(await written(number)).toEqual([]);

    const other = await refusalOf(replyToTicket(requester, { ...reply, body: 'Mended.' }));
    expect([other.status, other.key]).toEqual([409, 'tickets.sentBefore']);
    const without = await refusalOf(replyToTicket(requester, { ...reply, attachmentIds: [] }));
    expect([without.status, without.key]).toEqual([409, 'tickets.sentBefore']);
  });

  it('is the same reply of a technician, whatever status came with it', async () => {
    const [number, into] = [await aTicket(requester), await aTicket(requester)];
    for (const statusKey of ['pending', 'resolved']) {
      const submissionId = crypto.randomUUID();
      const reply = { number, body: `Is it ${statusKey}?`, submissionId, statusKey };
      const first = await replyToTicket(technician, reply);
      await mergeTicket(technician, { number, into });
      expect(await replyToTicket(technician, reply)).toEqual(first);
      expect((await written(into)).filter((body) => body === reply.body)).toHaveLength(1);
      await reopenTicket(technician, { number });
    }
  });

  it('is the same note', async () => {
    const [number, into] = [await aTicket(requester), await aTicket(requester)];
    const note = { number, body: 'Cable?', submissionId: crypto.randomUUID() };
    const first = await addNote(technician, note);
    await mergeTicket(technician, { number, into });
    expect(await addNote(technician, note)).toEqual(first);
    expect((await written(into)).filter((body) => body === note.body)).toHaveLength(1);
  });

  it('is refused where it was sent to another ticket, or by somebody else', async () => {
    const [number, into, third] = [
      await aTicket(requester),
      await aTicket(requester),
      await aTicket(requester),
    ];
    const reply = { number, body: 'Here.', submissionId: crypto.randomUUID() };
    await replyToTicket(requester, reply);
    await mergeTicket(technician, { number, into });
    for (const [who, at] of [
      [requester, third],
      [technician, number],
      [colleague, await aTicket(colleague)],
    ] as const) {
      const refused = await refusalOf(replyToTicket(who, { ...reply, number: at }));
      expect([refused.status, refused.key]).toEqual([422, 'tickets.usedSubmission']);
    }
  });
});
