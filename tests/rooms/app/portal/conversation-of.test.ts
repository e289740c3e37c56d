import { beforeAll, expect, test } from 'vitest';
import { conversationOf } from '@/app/portal/(signed-in)/tickets/[number]/conversation-of';
import { addCc } from '@/tickets/add-cc';
import { addNote } from '@/tickets/add-note';
import { closeTicket } from '@/tickets/close-ticket';
import { openTicket } from '@/tickets/open-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import type { LeftOutFile } from '@/tickets/ticket-event';
import { aFile, aTicket, type Desk, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';

await freshDatabase();
let desk: Desk;
beforeAll(async () => {
  desk = await makeDesk();
});

const say = {
  onBehalf: (by: string, name: string) => `${by} for ${name}`,
  openedBy: (who: string) => `opened by ${who}`,
  statusChanged: (to: string) => `now ${to}`,
  mergedInto: (number: string) => `in ${number}`,
  mergedFrom: (number: string) => `of ${number}`,
  leftOut: (files: readonly LeftOutFile[]) => `without ${files.map(({ name }) => name)}`,
};

test('the description comes first, then replies and changes of the status; nothing internal', async () => {
  const { requester, technician, colleague } = desk;
  const number = await aTicket(requester);
  await addNote(technician, { number, body: 'Known fault, see wiki.' });
  await addCc(requester, { number, contactId: colleague.actor.id });
  const attachmentIds = [await aFile(technician, 'guide.txt')];
  await replyToTicket(technician, { number, body: 'Turn it off and on.', attachmentIds });
  await replyToTicket(colleague, { number, body: 'Works for me.' });
  await closeTicket(requester, { number });

  const ticket = await readTicket(requester, number);
  const shown = conversationOf(ticket, requester.actor.id, say);
  expect(shown.map(({ kind, body }) => [kind, body])).toEqual([
    ['message', 'It blinks red.'],
    ['message', 'Turn it off and on.'],
    ['message', 'Works for me.'],
    ['event', 'now Closed'],
  ]);
  expect(shown.map(({ isMine, isTeam }) => [isMine, isTeam]).slice(0, 3)).toEqual([
    [true, false],
    [false, true],
    [false, false],
  ]);
  expect(shown[1]?.attachments.map(({ fileName }) => fileName)).toEqual(['guide.txt']);
  expect(JSON.stringify(shown)).not.toContain('wiki');
});

test('what a technician wrote in somebody’s name is nobody’s own', async () => {
  const { requester, technician } = desk;
  const [{ id, name }, by] = [requester.actor, technician.actor.name];
  const wanted = { title: 'By phone', description: 'It hums.', requesterId: id };
  const { number } = await openTicket(technician, wanted);
  await replyToTicket(technician, { number, body: 'She says: still.', authorId: id });
  const shown = conversationOf(await readTicket(requester, number), id, say);
  expect(shown.map(({ body, author, isMine, isTeam }) => [body, author, isMine, isTeam])).toEqual([
    ['It hums.', name, true, false],
    [`opened by ${by}`, by, false, true],
    ['She says: still.', `${by} for ${name}`, false, false],
  ]);
});
