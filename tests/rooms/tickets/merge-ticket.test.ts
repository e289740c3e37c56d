import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { changeField } from '@/fields/change-field';
import { addNote } from '@/tickets/add-note';
import { closeTicket } from '@/tickets/close-ticket';
import { tagTicket } from '@/tickets/desk/tag-ticket';
import { mergeTicket } from '@/tickets/merge-ticket';
import { openAttachment } from '@/tickets/open-attachment';
import { openTicket } from '@/tickets/open-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { tickets } from '@/tickets/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf as entriesOf, refusalOf } from '~tests/setup/proofs';
import { asContact, nextRequest } from '~tests/setup/tenants';
import { aFile, aTicket, auditedBy, mailedBy, makeDesk } from './desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { technician, requester, colleague, primary, outsider, tenant } = desk;

const spoken = (scope: Scope, number: number) =>
  readTicket(scope, number).then(({ messages }) =>
    messages.filter(({ kind }) => kind !== 'event').map(({ kind, body }) => `${kind}: ${body}`),
  );
const mergesOf = (scope: Scope, number: number) =>
  readTicket(scope, number).then(({ messages }) =>
    messages.flatMap(({ event }) => (event?.what === 'merged' ? [event] : [])),
  );

/** A colleague's ticket and, later, one of the requester with everything that can move. */
async function twoTickets() {
  const into = await aTicket(colleague, { title: 'Printer on floor two' });
  await replyToTicket(technician, { number: into, body: 'Looking at it.' });
  const reader = await asContact(tenant, { company: desk.company });
  const { number } = await openTicket(requester, {
    title: 'No printing',
    description: 'Mine too.',
    ccIds: [reader.actor.id],
    attachmentIds: [await aFile(requester, 'photo.txt')],
  });
  const attachmentIds = [await aFile(technician, 'guide.txt')];
  await replyToTicket(technician, { number, body: 'Try this.', attachmentIds });
  await addNote(technician, { number, body: 'Same printer.' });
  return { number, into, reader };
}

describe('merging tickets', () => {
  it('keeps a hidden description hidden, and its files as they were', async () => {
    const hidden = await makeDesk();
    await changeField(hidden.admin, { key: 'description', portal: 'hidden', defaultValue: '-' });
    const staff = await nextRequest(hidden.technician);
    const file = await aFile(staff);
    const into = await aTicket(staff, { requesterId: hidden.requester.actor.id });
    const { number } = await openTicket(staff, {
      title: 'Twice',
      description: 'The key is under the mat.',
      requesterId: hidden.requester.actor.id,
      attachmentIds: [file],
    });
    const reader = await nextRequest(hidden.requester);
    expect((await openAttachment(reader, file)).size).toBeGreaterThan(0);
    await mergeTicket(staff, { number, into });
    expect(await spoken(staff, into)).toEqual(['note: The key is under the mat.']);
    expect(JSON.stringify(await readTicket(reader, into))).not.toContain('under the mat');
    expect((await readTicket(reader, into)).lastReplyBy).toBeNull();
    expect((await readTicket(reader, into)).attachments.map(({ id }) => id)).toEqual([file]);
    expect((await openAttachment(reader, file)).size).toBeGreaterThan(0);
  });

  it('leaves words of a technician theirs, also where they opened the ticket for somebody', async () => {
    const requesterId = requester.actor.id;
    const number = await aTicket(technician, { requesterId });
    const into = await aTicket(requester);
    await mergeTicket(technician, { number, into });
    const [told] = (await readTicket(requester, into)).messages;
    expect(told).toMatchObject({
      kind: 'reply',
      author: { id: requesterId, by: { id: technician.actor.id } },
    });
  });

  it('answers nothing before it was asked', async () => {
    const number = await aTicket(requester);
    await replyToTicket(technician, { number, body: 'Answered.' });
    const into = await aTicket(colleague);
    await mergeTicket(technician, { number, into });
    const [row] = await inTenant(tenant.id, (tx) =>
      tx
        .select({ at: tickets.createdAt, answered: tickets.firstRespondedAt })
        .from(tickets)
        .where(eq(tickets.number, into)),
    );
    expect(row!.answered).toEqual(row!.at);
  });

  it('moves what was written with its times, its files and its readers', async () => {
    const { number, into, reader } = await twoTickets();
    const before = await readTicket(technician, number);
    expect(await auditedBy(tenant, () => mergeTicket(technician, { number, into }))).toEqual([
      'ticket.merged',
    ]);
    const all = ['reply: Looking at it.', 'reply: Mine too.', 'reply: Try this.'];
    expect(await spoken(technician, into)).toEqual([...all, 'note: Same printer.']);
    expect(await spoken(requester, into)).toEqual(all);
    expect(await spoken(technician, number)).toEqual([]);
    const target = await readTicket(technician, into);
    const moved = target.messages.filter(({ kind }) => kind !== 'event').slice(1);
    expect(moved.map(({ createdAt }) => createdAt)).toEqual([
      before.createdAt,
      ...before.messages.map(({ createdAt }) => createdAt),
    ]);
    expect(moved.map(({ author }) => author.id)).toEqual([
      requester.actor.id,
      technician.actor.id,
      technician.actor.id,
    ]);
    expect(moved.map(({ attachments }) => attachments.map((one) => one.fileName))).toEqual([
      ['photo.txt'],
      ['guide.txt'],
      [],
    ]);
    const ids = [requester.actor.id, reader.actor.id];
    expect(target.ccs.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    const photo = moved[0]!.attachments[0]!.id;
    await expect(openAttachment(colleague, photo)).resolves.toBeDefined();
    const { before: was, after } = (await entriesOf(tenant)).at(-1)!;
    expect({ was, after }).toEqual({
      was: { status: 'open' },
      after: { status: 'closed', mergedInto: `#${into}` },
    });
  });

  it('takes the tags along, each once, however many they are then', async () => {
    const { number, into } = await twoTickets();
    const tags = (count: number, word: string) =>
      Array.from({ length: count }, (_, at) => `${word} ${at}`);
    for (const tag of ['VIP', ...tags(19, 'there')])
      await tagTicket(technician, { number: into, tag });
    for (const tag of ['vip', 'Network']) await tagTicket(technician, { number, tag });
    await mergeTicket(technician, { number, into });
    const merged = (await readTicket(technician, into)).tags;
    expect(merged).toHaveLength(21);
    expect(merged).toEqual(expect.arrayContaining(['Network', 'VIP']));
    expect((await readTicket(technician, number)).tags).toEqual([]);
    expect((await readTicket(colleague, into)).tags).toEqual([]);
  });

  it('counts as answered once what comes in had been', async () => {
    const into = await aTicket(requester, { title: 'Nobody answered' });
    const number = await aTicket(requester, { title: 'Somebody did' });
    await replyToTicket(technician, { number, body: 'On my way.' });
    const { firstRespondedAt } = await readTicket(technician, number);
    await mergeTicket(technician, { number, into });
    expect(firstRespondedAt).toBeInstanceOf(Date);
    expect((await readTicket(technician, into)).firstRespondedAt).toEqual(firstRespondedAt);
  });

  it('closes the one and links both ways, for whoever sees the other side', async () => {
    const { number, into } = await twoTickets();
    await mergeTicket(technician, { number, into: `#${into}` });
    expect((await readTicket(requester, number)).status.category).toBe('closed');
    expect((await readTicket(requester, into)).status.category).toBe('open');
    for (const scope of [technician, requester, primary]) {
      const [to, from] = [String(into), String(number)];
      expect(await mergesOf(scope, number)).toEqual([{ what: 'merged', into: to, from: null }]);
      expect(await mergesOf(scope, into)).toEqual([{ what: 'merged', into: null, from }]);
    }
    // A colleague who is on the other ticket alone learns nothing of the one that they never saw.
    expect(await mergesOf(colleague, into)).toEqual([]);
  });

  it('tells its readers by mail where it goes on, and nobody else', async () => {
    const { number, into, reader } = await twoTickets();
    const mailed = await mailedBy(tenant, () => mergeTicket(technician, { number, into }));
    const expected = [requester, reader].map(({ actor }) => `ticketMerged → ${actor.id}`);
    expect(mailed).toEqual(expected.toSorted());
  });

  it('two at once towards each other: one of them holds', async () => {
    const { number, into } = await twoTickets();
    const outcomes = await Promise.allSettled([
      mergeTicket(technician, { number, into }),
      mergeTicket(desk.admin, { number: into, into: number }),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused with another company’s ticket, itself, or one that is closed', async () => {
    const number = await aTicket(requester);
    const foreign = await aTicket(outsider);
    const closed = await aTicket(requester);
    await closeTicket(technician, { number: closed });
    const refused = async (from: number, into: number) =>
      refusalOf(mergeTicket(technician, { number: from, into }));
    expect(await refused(number, foreign)).toMatchObject({
      status: 422,
      key: 'tickets.mergeOtherCompany',
      fields: { into: 'tickets.mergeOtherCompany' },
    });
    expect(await refused(number, number)).toMatchObject({ key: 'tickets.mergeWithItself' });
    expect(await refused(number, closed)).toMatchObject({
      status: 409,
      key: 'tickets.mergeIntoClosed',
    });
    expect(await refused(closed, number)).toMatchObject({
      status: 409,
      key: 'tickets.alreadyClosed',
    });
    expect((await refused(number, 999_999)).status).toBe(404);
    expect(await spoken(technician, number)).toEqual([]);
  });

  it('is refused to contacts, and another tenant finds nothing', async () => {
    const { number, into } = await twoTickets();
    const byContact = mergeTicket(primary as Scope as Scope<Staff>, { number, into });
    expect(await refusalOf(byContact)).toMatchObject({ status: 403, key: 'tickets.staffOnly' });
    const byOther = mergeTicket(other.technician, { number, into });
    expect((await refusalOf(byOther)).status).toBe(404);
    expect((await readTicket(requester, number)).status.category).toBe('open');
  });
});
