import { beforeAll, describe, expect, it } from 'vitest';
import type { Contact, Scope } from '@/access/scope';
import { changeField } from '@/fields/change-field';
import { createField } from '@/fields/create-field';
import { exportContactData } from '@/session/export-contact-data';
import { changeTicketSettings, type Reopen } from '@/tickets/change-ticket-settings';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { countTickets } from '@/tickets/count-tickets';
import { changeTicketFields } from '@/tickets/fields/change-ticket-fields';
import { mergeTicket } from '@/tickets/merge-ticket';
import { openTicket } from '@/tickets/open-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { changeServiceLevels } from '@/tickets/sla/change-service-levels';
import { defaultTargets } from '@/tickets/sla/service-level-shapes';
import { createStatus } from '@/tickets/statuses/create-status';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { nextRequest } from '~tests/setup/tenants';
import { aFile, aTicket, auditedBy, type Desk, mailedBy, makeDesk } from '../tickets/desk';

await freshDatabase();
let desk: Desk;
let number: number;
let readers: Record<string, Scope<Contact>>;
let technician: Desk['technician'];
const own = {
  waits: 'pending',
  triaged: 'open',
  answered: 'resolved',
  archived: 'closed',
} as const;
const statuses = ['pending', 'resolved', 'closed', ...Object.keys(own)];

beforeAll(async () => {
  desk = await makeDesk();
  const { admin, requester, colleague } = desk;
  for (const [key, category] of Object.entries(own)) {
    await createStatus(admin, { key, category, labels: { en: key } });
  }
  await createField(admin, { key: 'place', type: 'text', labels: { en: 'Place' } });
  const promised = { enabled: true, showToContacts: true, targets: defaultTargets };
  await changeServiceLevels(admin, promised);
  number = await aTicket(requester, { ccIds: [colleague.actor.id] });
  expect((await readTicket(requester, number)).answerBy).not.toBeNull();
  await changeField(admin, { key: 'status', portal: 'hidden' });
  await afresh();
});

/** Rights as they are at the next request. */
async function afresh() {
  const { requester, colleague, primary } = desk;
  technician = await nextRequest(desk.technician);
  readers = {
    requester: await nextRequest(requester),
    inCopy: await nextRequest(colleague),
    primary: await nextRequest(primary),
  };
}

const move = (statusKey: string) => changeTicketStatus(technician, { number, statusKey });

/** All that a contact can ask about tickets, with every way to narrow or order it. */
async function told(scope: Scope<Contact>) {
  const { tickets, repliesElsewhere } = await exportContactData(await nextRequest(desk.admin), {
    id: scope.actor.id,
  });
  const view = scope.actor.isPrimary ? ({ view: 'company' } as const) : {};
  const wishes = [{}, { status: 'active' }, { status: 'closed' }, { statusKey: 'open' }];
  const list = (more: object) => readTicketList(scope, { ...view, ...more });
  return {
    ticket: await readTicket(scope, number),
    lists: await Promise.all([...wishes, { sort: 'due' }, { q: 'Printer' }].map(list)),
    counts: await countTickets(scope),
    export: { tickets, repliesElsewhere },
  };
}

const toldAll = async () =>
  Object.fromEntries(
    await Promise.all(Object.entries(readers).map(async ([who, it]) => [who, await told(it)])),
  );

describe.each<Reopen>(['always', 'never'])(
  'where the status is hidden and reopening is “%s”',
  (reopen) => {
    beforeAll(async () => {
      await changeTicketSettings(desk.admin, { reopen });
      await afresh();
    });

    it.each(statuses)('a ticket tells the same in “%s” as in “open”', async (statusKey) => {
      const open = await toldAll();
      const mailed = await mailedBy(desk.tenant, () => move(statusKey));
      expect(mailed.filter((mail) => !mail.startsWith('technician'))).toEqual([]);
      expect(await toldAll()).toEqual(open);
      await move('open');
      expect(await toldAll()).toEqual(open);
    });

    it('its fields are filled in all the same', async () => {
      for (const statusKey of ['closed', 'open']) {
        await move(statusKey);
        await changeTicketFields(readers.requester!, {
          number,
          fields: { place: `${reopen} ${statusKey}` },
        });
        const by = await refusalOf(
          changeTicketFields(readers.inCopy!, { number, fields: { place: 'Here' } }),
        );
        expect(by.key).toBe('tickets.onlyRequesterFills');
      }
    });
  },
);

describe('a reply to a ticket whose closing its contact does not see', () => {
  const closed = async (reopen: Reopen) => {
    await changeTicketSettings(desk.admin, { reopen });
    await afresh();
    const at = await aTicket(desk.requester, { ccIds: [desk.colleague.actor.id] });
    await changeTicketStatus(technician, { number: at, statusKey: 'closed' });
    return at;
  };
  const categoryOf = async (at: number) => (await readTicket(technician, at)).status.category;

  it('opens it again as far as the rule goes', async () => {
    const at = await closed({ withinDays: 3 });
    const { followUp } = await replyToTicket(readers.requester!, { number: at, body: 'Again.' });
    expect(followUp).toBeUndefined();
    expect(await categoryOf(at)).toBe('open');
  });

  it('goes on in a ticket that follows it where the rule ends, once, with its files', async () => {
    const at = await closed('never');
    await changeField(desk.admin, { key: 'title', portal: 'readOnly', defaultValue: 'As usual' });
    await changeField(desk.admin, { key: 'place', required: true });
    await afresh();
    const { requester } = readers;
    const submissionId = crypto.randomUUID();
    const attachmentIds = [await aFile(requester!)];
    const reply = { number: at, body: 'It blinks again.', submissionId, attachmentIds };
    let next: Awaited<ReturnType<typeof replyToTicket>> | undefined;
    const audited = await auditedBy(desk.tenant, async () => {
      next = await replyToTicket(requester!, reply);
    });
    expect(audited).toEqual(['ticket.opened']);
    expect(await replyToTicket(requester!, reply)).toEqual(next);
    expect(await categoryOf(at)).toBe('closed');
    await changeTicketStatus(technician, { number: at, statusKey: 'open' });
    expect(await replyToTicket(requester!, reply), 'also after it was opened again').toEqual(next);
    await changeField(desk.admin, { key: 'status', portal: 'readOnly' });
    const seeing = await nextRequest(requester!);
    expect(await replyToTicket(seeing, reply), 'whoever sees the status now').toEqual(next);
    await changeField(desk.admin, { key: 'status', portal: 'hidden' });
    const other = await refusalOf(replyToTicket(requester!, { ...reply, body: 'Or does it?' }));
    expect([other.status, other.key]).toEqual([409, 'tickets.sentAsTicket']);
    const { messages, followUps } = await readTicket(requester!, at);
    expect(messages).toEqual([]);
    expect(followUps.map((link) => link.number)).toEqual([next?.followUp]);
    expect(await readTicket(technician, followUps[0]!.number)).toMatchObject({
      title: 'Printer offline',
      description: 'It blinks again.',
      source: 'portal',
      requester: { id: requester!.actor.id },
      followUpOf: { number: at },
      attachments: [{ fileName: 'log.txt' }],
    });
    await changeField(desk.admin, { key: 'title', portal: 'editable', defaultValue: null });
    await changeField(desk.admin, { key: 'place', required: false });
  });

  it('is the same reply after a merge has taken its ticket’s files elsewhere', async () => {
    const [at, into] = [await closed('never'), await aTicket(readers.requester!)];
    const attachmentIds = [await aFile(readers.requester!)];
    const submissionId = crypto.randomUUID();
    const reply = { number: at, body: 'Once more.', submissionId, attachmentIds };
    const next = await replyToTicket(readers.requester!, reply);
    await mergeTicket(technician, { number: next.followUp!, into });
    expect(await replyToTicket(readers.requester!, reply)).toEqual(next);
  });

  it('stays where it was written before the ticket ended, sent twice', async () => {
    const at = await closed('never');
    await changeTicketStatus(technician, { number: at, statusKey: 'open' });
    const reply = { number: at, body: 'Thanks.', submissionId: crypto.randomUUID() };
    const first = await replyToTicket(readers.inCopy!, reply);
    await changeTicketStatus(technician, { number: at, statusKey: 'closed' });
    expect(await replyToTicket(readers.inCopy!, reply)).toEqual(first);
  });

  it('stays where a merge has taken it, sent twice', async () => {
    const [at, into] = [await closed('never'), await aTicket(readers.requester!)];
    await changeTicketStatus(technician, { number: at, statusKey: 'open' });
    const reply = { number: at, body: 'Again?', submissionId: crypto.randomUUID() };
    const first = await replyToTicket(readers.requester!, reply);
    await mergeTicket(technician, { number: at, into });
    expect(await replyToTicket(readers.requester!, reply)).toEqual(first);
  });

  it('is no way into what they don’t see, nor a follow-up by hand one to what is closed', async () => {
    const at = await closed('never');
    const outsider = await nextRequest(desk.outsider);
    const foreign = await refusalOf(replyToTicket(outsider, { number: at, body: 'Hello' }));
    expect(foreign.status).toBe(404);
    const text = { title: 'More', description: 'of it' };
    for (const followUpOf of [at, number]) {
      const refused = await refusalOf(openTicket(readers.requester!, { ...text, followUpOf }));
      expect([refused.status, refused.key]).toEqual([403, 'tickets.fieldNotYours']);
    }
  });
});

it('a reply that ends a ticket says in its mail no more than the reply', async () => {
  const mailed = (statusKey: string) =>
    mailedBy(desk.tenant, () => replyToTicket(technician, { number, body: 'Done.', statusKey }));
  await move('open');
  const plain = await mailed('open');
  for (const statusKey of ['resolved', 'closed']) expect(await mailed(statusKey)).toEqual(plain);
});
