import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { createArticle } from '@/knowledge/create-article';
import { giveFeedback } from '@/knowledge/feedback/give-feedback';
import { readFeedback } from '@/knowledge/feedback/read-feedback';
import { publishArticle } from '@/knowledge/publish-article';
import { changeContact } from '@/people/change-contact';
import { disableContact, enableContact } from '@/people/disable-contact';
import { findContactForSignIn } from '@/people/find-for-sign-in';
import { findSender } from '@/people/find-sender';
import { readLikelyDuplicates } from '@/people/likely-duplicates';
import { readContact } from '@/people/read-contact';
import { readContacts } from '@/people/read-contacts';
import { countRequested } from '@/tickets/count-requested';
import { markTicketRead } from '@/tickets/mark-ticket-read';
import { mergeContacts } from '@/tickets/merge-contacts';
import { readTicket } from '@/tickets/read-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { ticketReads } from '@/tickets/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeCompany, makeTenant } from '~tests/setup/tenants';
import { aTicket, makeDesk } from './desk';

await freshDatabase();
const desk = await makeDesk();
const { tenant, technician, company } = desk;

describe('merging two contacts', () => {
  it('takes mails from either address for theirs, unless they are disabled', async () => {
    const [keep, twin, last] = await Promise.all(
      ['keep', 'twin', 'last'].map(async (name) => {
        const { id } = (await asContact(tenant, { company })).actor;
        await changeContact(technician, { id, email: `${name}@merged.test` });
        return id;
      }),
    );
    await mergeContacts(technician, { keepId: keep!, duplicateId: twin! });
    await mergeContacts(technician, { keepId: last!, duplicateId: keep! });
    const senders = () =>
      Promise.all(['keep', 'twin'].map((name) => findSender(technician, `${name}@merged.test`)));
    const theirs = { who: 'contact', id: last };
    expect(await senders()).toEqual([theirs, theirs]);
    await disableContact(technician, { id: last! });
    expect(await senders()).toEqual([{ who: 'disabled' }, { who: 'disabled' }]);
  });

  it('moves tickets, replies, copies and what was read, with one audit entry', async () => {
    const keep = await asContact(tenant, { company });
    const twin = await asContact(tenant, { company });
    const theirs = await aTicket(twin);
    await replyToTicket(twin, { number: theirs, body: 'Still hot.' });
    await markTicketRead(twin, theirs);
    const both = await aTicket(desk.requester, { ccIds: [keep.actor.id, twin.actor.id] });
    const copied = await aTicket(desk.requester, { ccIds: [twin.actor.id] });
    const ofKeep = await aTicket(keep, { ccIds: [twin.actor.id] });
    await markTicketRead(keep, both);
    await markTicketRead(twin, both);
    const { result, entries } = await withAudit(tenant, () =>
      mergeContacts(technician, { keepId: keep.actor.id, duplicateId: twin.actor.id }),
    );
    expect(result).toEqual({ tickets: 1 });
    expect(entries).toMatchObject([
      {
        event: 'contact.merged',
        subjectId: keep.actor.id,
        after: { duplicateId: twin.actor.id, tickets: 1 },
      },
    ]);
    expect((await readTicket(keep, theirs)).requester.id).toBe(keep.actor.id);
    const ccs = async (number: number) =>
      (await readTicket(technician, number)).ccs.map((cc) => cc.id);
    expect(await ccs(both)).toEqual([keep.actor.id]);
    expect(await ccs(copied)).toEqual([keep.actor.id]);
    expect(await ccs(ofKeep)).toEqual([]);
    const conversation = JSON.stringify((await readTicket(technician, theirs)).messages);
    expect(conversation).toContain(keep.actor.name);
    expect(conversation).not.toContain(twin.actor.name);
    const reads = await inTenant(tenant.id, (tx) =>
      tx.select().from(ticketReads).where(eq(ticketReads.tenantId, tenant.id)),
    );
    expect(reads.filter((row) => row.readerId === twin.actor.id)).toEqual([]);
    // Their own, the moved one, and the one that both had read.
    expect(reads.filter((row) => row.readerId === keep.actor.id)).toHaveLength(3);
    expect(await countRequested(technician, [keep.actor.id, twin.actor.id])).toEqual(
      new Map([[keep.actor.id, 2]]),
    );
  });

  it('disables the duplicate, points to the kept one and says nothing new at sign-in', async () => {
    const keep = await asContact(tenant, { company });
    const twin = await asContact(tenant, { company });
    const { email: old, username } = await readContact(technician, twin.actor.id);
    await mergeContacts(technician, { keepId: keep.actor.id, duplicateId: twin.actor.id });
    expect(await readContact(technician, twin.actor.id)).toMatchObject({
      disabled: true,
      mergedInto: keep.actor.id,
      can: { enable: { allowed: false, reason: 'people.contactMerged' } },
    });
    for (const login of [username, old!]) {
      const found = await inTenant(tenant.id, (tx) => findContactForSignIn(tx, tenant.id, login));
      expect(found).toBeUndefined();
    }
    const refused = await refusalOf(enableContact(technician, { id: twin.actor.id }));
    expect(refused).toMatchObject({ key: 'people.contactMerged', status: 409 });
    const listed = async (state?: 'merged') =>
      (await readContacts(technician, { state, limit: 200 })).rows.map((row) => row.id);
    expect(await listed()).not.toContain(twin.actor.id);
    expect(await listed('merged')).toContain(twin.actor.id);
    // A chain points to its end.
    const last = await asContact(tenant, { company });
    await mergeContacts(technician, { keepId: last.actor.id, duplicateId: keep.actor.id });
    expect((await readContact(technician, twin.actor.id)).mergedInto).toBe(last.actor.id);
  });

  it('fills in what the kept one lacks, never what it has', async () => {
    const keep = await asContact(tenant, { company });
    const twin = await asContact(tenant, { company });
    const change = { isPrimary: true, phone: '+442079460018' };
    await changeContact(technician, { id: keep.actor.id, email: null, language: 'fr' });
    await changeContact(technician, { id: twin.actor.id, language: 'de', ...change });
    const { email } = await readContact(technician, twin.actor.id);
    await mergeContacts(technician, { keepId: keep.actor.id, duplicateId: twin.actor.id });
    expect(await readContact(technician, keep.actor.id)).toMatchObject({
      email,
      phone: '+442079460018',
      language: 'fr',
      isPrimary: false,
    });
  });

  it('refuses itself, two companies, another tenant’s, and everybody but staff', async () => {
    const keepId = desk.requester.actor.id;
    const of = (duplicateId: string, scope: never = technician as never) =>
      refusalOf(mergeContacts(scope, { keepId, duplicateId }));
    expect(await of(keepId)).toMatchObject({ status: 422 });
    expect(await of(desk.outsider.actor.id)).toMatchObject({ key: 'people.mergeOtherCompany' });
    const foreign = await asContact(await makeTenant('Other IT'));
    expect(await of(foreign.actor.id)).toMatchObject({ status: 404 });
    const stranger = await asTechnician(foreign.tenant);
    expect(await of(desk.colleague.actor.id, stranger as never)).toMatchObject({ status: 404 });
    expect(await of(desk.colleague.actor.id, desk.primary as never)).toMatchObject({ status: 403 });
    const key = await asApiKey(tenant, ['contacts:read']);
    expect(await of(desk.colleague.actor.id, key as never)).toMatchObject({ status: 403 });
  });

  it('both ways at once lets one through', async () => {
    const one = (await asContact(tenant, { company })).actor.id;
    const two = (await asContact(tenant, { company })).actor.id;
    const outcomes = await Promise.allSettled([
      mergeContacts(technician, { keepId: one, duplicateId: two }),
      mergeContacts(technician, { keepId: two, duplicateId: one }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('likely duplicates', () => {
  it('are those of one company with the same mailbox or a name alike', async () => {
    const there = await makeCompany(tenant);
    const named = async (name: string, email: string | null, where = there) => {
      const { actor } = await asContact(tenant, { company: where });
      await changeContact(technician, { id: actor.id, name, email });
      return actor.id;
    };
    const jane = await named('Jane Smith', 'jane@there.test');
    const typo = await named('Jane Smyth', null);
    const box = await named('J. S.', 'jane@there.example');
    await named('Jane Miller', 'miller@there.test');
    await named('Jane Smith', null, await makeCompany(tenant));
    const pairs = (await readLikelyDuplicates(technician)).filter(
      (pair) => pair.company.id === there.id,
    );
    expect(
      pairs.map(({ first, second, sameMailbox }) => [first.id, second.id, sameMailbox]),
    ).toEqual([
      [jane, box, true],
      [jane, typo, false],
    ]);
    const own = await readLikelyDuplicates(technician, { contactId: typo });
    expect(own.map(({ first, second }) => [first.id, second.id])).toEqual([[jane, typo]]);
    const stranger = await asTechnician(await makeTenant('Third IT'));
    expect(await readLikelyDuplicates(stranger)).toEqual([]);
    expect(await readLikelyDuplicates(stranger, { contactId: typo })).toEqual([]);
    expect(await refusalOf(readLikelyDuplicates(desk.primary as never))).toMatchObject({
      status: 403,
    });
  });
});

it('leaves one say of both on an article, the later one', async () => {
  const keep = await asContact(tenant, { company });
  const twin = await asContact(tenant, { company });
  const { articleId, other } = await twoArticles();
  const say = (who: typeof keep, id: string, verdict: 'yes' | 'no') =>
    giveFeedback(who, { articleId: id, language: 'en', version: 1, verdict });
  await say(keep, articleId, 'no');
  await say(twin, articleId, 'yes');
  await say(twin, other, 'no');
  await mergeContacts(technician, { keepId: keep.actor.id, duplicateId: twin.actor.id });
  await say(keep, other, 'no'); // the same once more
  const { rows } = await readFeedback(technician, { contactId: keep.actor.id });
  expect(rows.map((row) => [row.article.id, row.verdict])).toEqual([
    [other, 'no'],
    [articleId, 'yes'],
  ]);
  expect((await readFeedback(technician, { contactId: twin.actor.id })).rows).toEqual([]);
});

async function twoArticles() {
  const ids = [];
  for (const title of ['Printing', 'Mail']) {
    const translations = { en: { title, body: 'Text' } };
    const { id } = await createArticle(technician, { translations });
    await publishArticle(technician, { id });
    ids.push(id);
  }
  return { articleId: ids[0]!, other: ids[1]! };
}
