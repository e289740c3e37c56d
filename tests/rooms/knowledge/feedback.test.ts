import { and, desc, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope, Staff } from '@/access/scope';
import { changeArticle } from '@/knowledge/change-article';
import { countVoters } from '@/knowledge/feedback/count-voters';
import { giveFeedback, type SignedOutVoter } from '@/knowledge/feedback/give-feedback';
import { handleFeedback } from '@/knowledge/feedback/handle-feedback';
import { countOpenFeedback, readFeedback } from '@/knowledge/feedback/read-feedback';
import { readKnowledgeFigures } from '@/knowledge/feedback/read-figures';
import { publishArticle } from '@/knowledge/publish-article';
import { publishDueArticles } from '@/knowledge/publish-due-articles';
import { readArticle } from '@/knowledge/read-article';
import { signedOutReader } from '@/knowledge/reader';
import { deflectTicket } from '@/knowledge/search/deflect-ticket';
import { withdrawArticle } from '@/knowledge/withdraw-article';
import { writeArticle } from '@/knowledge/write-article';
import { stopMails } from '@/notifications/outbound/stop-mails';
import { stopToken } from '@/notifications/outbound/stop-token';
import { outboxMessages } from '@/notifications/tables';
import { disableContact, enableContact } from '@/people/disable-contact';
import { contacts } from '@/people/tables';
import { clock, hours } from '@/platform/clock';
import { changeSection } from '@/settings/change-section';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import {
  asApiKey,
  asContact,
  asSystem,
  asTechnician,
  makeCompany,
  makeTenant,
  nextRequest,
} from '~tests/setup/tenants';
import { makeArticle } from './articles';

await freshDatabase();

async function makeCase() {
  const tenant = await makeTenant();
  const technician = await asTechnician(tenant);
  const contact = await asContact(tenant, { language: 'de' });
  return { tenant, technician, contact, ...(await makeArticle(technician)) };
}

const first = { language: 'en', version: 1 } as const;
type Heard = Scope<Contact>;
const visitor = (contact: Scope<Contact>, key: string): SignedOutVoter => ({
  ...signedOutReader(contact),
  actor: { kind: 'visitor', key },
});

function mailsOf({ tenant }: Scope) {
  return inTenant(tenant.id, (tx) =>
    tx
      .select()
      .from(outboxMessages)
      .where(
        and(eq(outboxMessages.tenantId, tenant.id), eq(outboxMessages.template, 'articleImproved')),
      )
      .orderBy(desc(outboxMessages.createdAt)),
  );
}

it('keeps one say a reader and version, which they may change, with an entry each', async () => {
  const { tenant, technician, contact, id, slug } = await makeCase();
  const say = (more: Partial<Parameters<typeof giveFeedback>[1]>) =>
    giveFeedback(contact, { articleId: id, ...first, verdict: 'no', ...more });
  const { events } = await withAudit(tenant, async () => {
    await say({});
    await say({ reason: 'outdated', comment: ' The menu has moved. ' });
    // The same again, and a no that says no more, are no news.
    await say({ reason: 'outdated', comment: 'The menu has moved.' });
    await say({});
  });
  expect(events).toEqual(['article.feedbackGiven', 'article.feedbackGiven']);
  const { rows } = await readFeedback(technician);
  expect(rows).toMatchObject([
    {
      article: { id, title: 'Set up mail' },
      contact: { id: contact.actor.id, name: contact.actor.name },
      ...{ verdict: 'no', reason: 'outdated', comment: 'The menu has moved.', state: 'open' },
      ...{ version: 1, isOlder: false },
    },
  ]);
  const own = await readArticle(contact, slug);
  expect(own.feedback).toEqual({
    verdict: 'no',
    reason: 'outdated',
    comment: 'The menu has moved.',
  });
  await say({ verdict: 'yes' });
  const after = await readFeedback(technician);
  expect(after.rows).toMatchObject([{ verdict: 'yes', reason: null, comment: '' }]);
  expect((await readFeedback(technician, { verdict: 'no' })).rows).toEqual([]);
  const elsewhere = await asTechnician(await makeTenant());
  expect((await readFeedback(elsewhere)).rows).toEqual([]);
  expect((await refusalOf(readFeedback(elsewhere, { articleId: id }))).status).toBe(404);
});

it('takes what signed-out readers say of public articles, without who they are', async () => {
  const { tenant, technician, contact, id, slug } = await makeCase();
  const say = (key: string) =>
    giveFeedback(visitor(contact, key), { articleId: id, ...first, verdict: 'no' });
  expect((await refusalOf(say('a'))).status).toBe(404);
  await changeArticle(technician, { id, audience: 'everyone' });
  const { entries } = await withAudit(tenant, async () => {
    await say('a');
    await say('a');
    await say('b');
  });
  expect(entries).toMatchObject([
    { event: 'article.feedbackGiven', actorKind: 'system', address: null },
    { event: 'article.feedbackGiven', actorKind: 'system', address: null },
  ]);
  const { rows } = await readFeedback(technician);
  expect(rows.map((one) => one.contact)).toEqual([null, null]);
  expect((await readArticle(visitor(contact, 'a'), slug)).feedback).toBeNull();
});

it('knows no article that the reader may not see, and no version that never was', async () => {
  const { technician, contact, id } = await makeCase();
  const say = (who: Scope<Contact>, articleId = id, version = 1) =>
    refusalOf(giveFeedback(who, { articleId, language: 'en', version, verdict: 'yes' }));
  const hidden = await makeArticle(technician, { audience: 'technicians' });
  const foreign = await makeArticle(await asTechnician(await makeTenant()));
  for (const other of [hidden, foreign]) expect((await say(contact, other.id)).status).toBe(404);
  expect((await say(contact, id, 2)).status).toBe(404);
  const without = { ...contact, actor: { ...contact.actor, sections: ['ticketing'] } };
  expect((await say(without)).status).toBe(404);
  await withdrawArticle(technician, { id });
  expect((await say(contact)).status).toBe(404);
  expect((await readFeedback(technician)).rows).toEqual([]);
});

it('handles an entry and puts it back: staff of the tenant alone, with an entry', async () => {
  const { tenant, technician, contact, id } = await makeCase();
  await giveFeedback(contact, { articleId: id, ...first, verdict: 'no' });
  const entry = (await readFeedback(technician)).rows[0]!.id;
  const { events } = await withAudit(tenant, async () => {
    await handleFeedback(technician, { id: entry });
    await handleFeedback(technician, { id: entry });
    await handleFeedback(technician, { id: entry, state: 'open' });
  });
  expect(events).toEqual(['article.feedbackHandled', 'article.feedbackReopened']);
  const elsewhere = await asTechnician(await makeTenant());
  expect((await refusalOf(handleFeedback(elsewhere, { id: entry }))).status).toBe(404);
  const asked = handleFeedback(technician, { id: entry, articleId: entry });
  expect((await refusalOf(asked)).status).toBe(404);
  const reading = await asApiKey(tenant, ['knowledge:read']);
  expect((await refusalOf(handleFeedback(reading, { id: entry }))).status).toBe(403);
  const staff = contact as unknown as Scope<Staff>;
  expect((await refusalOf(handleFeedback(staff, { id: entry }))).status).toBe(403);
  expect((await refusalOf(readFeedback(staff))).status).toBe(403);
  // A new word on a handled one is news again.
  await handleFeedback(technician, { id: entry });
  await giveFeedback(contact, { articleId: id, ...first, verdict: 'no', reason: 'unclear' });
  expect((await readFeedback(technician, { state: 'open' })).rows).toHaveLength(1);
});

it('tells who said no of the improved version, once, in their language', async () => {
  const { technician, contact, id, slug } = await makeCase();
  const pleased = await asContact(contact.tenant);
  await giveFeedback(contact, { articleId: id, ...first, verdict: 'no' });
  await giveFeedback(pleased, { articleId: id, ...first, verdict: 'yes' });
  const write = (body: string, tellVoters: boolean) =>
    writeArticle(technician, { id, language: 'en', title: 'Set up mail', body, tellVoters });
  await write('A comma.', false);
  expect(await mailsOf(technician)).toEqual([]);
  await write('Much better.', true);
  await write('Better still.', true);
  expect(await mailsOf(technician)).toMatchObject([
    { about: contact.actor.id, language: 'de', params: { title: 'Set up mail', slug } },
  ]);
  const { rows } = await readFeedback(technician, { verdict: 'no' });
  expect(rows).toMatchObject([{ state: 'handled', isOlder: true }]);
  expect(rows[0]!.toldAt).not.toBeNull();
  expect((await readArticle(contact, slug)).feedback).toBeNull();
});

it('tells nobody who may not read it any more', async () => {
  const { technician, contact, id } = await makeCase();
  const admin = await asTechnician(technician.tenant, 'admin');
  const others = await Promise.all([1, 2].map(() => asContact(technician.tenant)));
  const [gone, excluded] = others as [Scope<Contact>, Scope<Contact>];
  for (const who of [contact, gone, excluded]) {
    await giveFeedback(who, { articleId: id, ...first, verdict: 'no' });
  }
  await disableContact(technician, { id: gone.actor.id });
  const members = [contact, gone].map(({ actor }) => actor.id);
  await changeSection(admin, {
    section: 'knowledgeBase',
    ...{ audience: 'selected', contactIds: members },
  });
  await changeArticle(technician, { id, audience: 'everyone' });
  const writer = await nextRequest(technician);
  await writeArticle(writer, { id, language: 'en', title: 'New', body: 'New', tellVoters: true });
  const told = await mailsOf(technician);
  expect(told.map(({ about }) => about)).toEqual([contact.actor.id]);
});

it('has told only those whom a mail went to: what the others said is handled, and waits on', async () => {
  const { tenant, technician, contact, id } = await makeCase();
  await changeArticle(technician, {
    ...{ id, audience: 'companies', companyIds: [contact.actor.companyId] },
  });
  const company = { id: contact.actor.companyId, name: contact.actor.companyName };
  const others = await Promise.all([1, 2, 3, 4].map(() => asContact(tenant, { company })));
  const [gone, moved, tired, silent] = others as [Heard, Heard, Heard, Heard];
  for (const who of [contact, ...others]) {
    await giveFeedback(who, { articleId: id, ...first, verdict: 'no' });
  }
  const elsewhere = await makeCompany(tenant);
  await disableContact(technician, { id: gone.actor.id });
  await inTenant(tenant.id, async (tx) => {
    const of = (one: Heard) => and(eq(contacts.tenantId, tenant.id), eq(contacts.id, one.actor.id));
    await tx.update(contacts).set({ companyId: elsewhere.id }).where(of(moved));
    await tx.update(contacts).set({ email: null }).where(of(silent));
  });
  const stop = { readerId: tired.actor.id, topic: 'articles' };
  await stopMails(tired, { token: stopToken(tenant, stop) });
  const improve = async (title: string) =>
    writeArticle(technician, { id, language: 'en', title, body: title, tellVoters: true });
  await improve('Better');
  expect((await mailsOf(technician)).map(({ about }) => about)).toEqual([contact.actor.id]);
  const { rows } = await readFeedback(technician, { verdict: 'no' });
  expect(rows.map(({ state }) => state)).toEqual(Array(5).fill('handled'));
  const told = rows.filter(({ toldAt }) => toldAt !== null).map((row) => row.contact?.id);
  expect(told).toEqual([contact.actor.id]);
  await enableContact(technician, { id: gone.actor.id });
  await improve('Better still');
  const now = (await mailsOf(technician)).map(({ about }) => about);
  expect(now.toSorted()).toEqual([contact.actor.id, gone.actor.id].toSorted());
});

it('tells when a revised draft is out, at once or at its time', async () => {
  const { technician, contact, id } = await makeCase();
  const revise = async (version: number) => {
    await giveFeedback(contact, { articleId: id, language: 'en', version, verdict: 'no' });
    await withdrawArticle(technician, { id });
    const body = `Revised ${version}.`;
    await writeArticle(technician, { id, language: 'en', title: 'M', body, tellVoters: true });
  };
  await revise(1);
  expect(await mailsOf(technician)).toHaveLength(0);
  await publishArticle(technician, { id, tellVoters: true });
  expect(await mailsOf(technician)).toHaveLength(1);
  await revise(2);
  const publishAt = new Date(clock.now().getTime() + hours(1));
  await publishArticle(technician, { id, publishAt, tellVoters: true });
  expect(await mailsOf(technician)).toHaveLength(1);
  const real = clock.now;
  try {
    clock.now = () => new Date(real().getTime() + hours(2));
    await publishDueArticles(await asSystem(technician.tenant));
  } finally {
    clock.now = real;
  }
  expect(await mailsOf(technician)).toHaveLength(2);
});

it('says how well articles help, and whom a new version is news to', async () => {
  const { tenant, technician, contact, id } = await makeCase();
  const pleased = await asContact(tenant);
  const other = await makeArticle(technician, { title: 'Fonts' });
  const unread = await makeArticle(technician, { title: 'Unread' });
  await giveFeedback(contact, { articleId: id, ...first, verdict: 'no' });
  await giveFeedback(pleased, { articleId: id, ...first, verdict: 'yes' });
  await deflectTicket(contact, { articleId: other.id });
  const { articles, ...all } = await readKnowledgeFigures(technician);
  expect(all).toEqual({ yes: 1, no: 1, open: 1, deflected: 1 });
  expect(articles).toEqual([
    { id, title: 'Set up mail', yes: 1, no: 1, open: 1, deflected: 0 },
    { id: other.id, title: 'Fonts', yes: 0, no: 0, open: 0, deflected: 1 },
  ]);
  expect(await countOpenFeedback(technician)).toBe(1);
  expect(await countVoters(technician, id)).toEqual({ en: 1, improved: 0 });
  expect(await countVoters(technician, unread.id)).toEqual({ improved: 0 });
  await writeArticle(technician, { id, language: 'en', title: 'Mail', body: 'Better.' });
  expect(await countVoters(technician, id)).toEqual({ en: 1, improved: 1 });
  await giveFeedback(contact, { articleId: id, ...first, version: 2, verdict: 'yes' });
  expect(await countVoters(technician, id)).toEqual({ improved: 0 });
  const elsewhere = await asTechnician(await makeTenant());
  expect((await readKnowledgeFigures(elsewhere)).articles).toEqual([]);
  expect((await countVoters(elsewhere, id)).improved).toBe(0);
  const staff = contact as unknown as Scope<Staff>;
  for (const read of await Promise.all(
    [readKnowledgeFigures(staff), countVoters(staff, id)].map((one) => refusalOf(one)),
  )) {
    expect(read.status).toBe(403);
  }
});

it('counts in the figures what waits in the queue, however old it is', async () => {
  const { technician, contact, id } = await makeCase();
  const real = clock.now;
  try {
    clock.now = () => new Date(real().getTime() - hours(24 * 100));
    await giveFeedback(contact, { articleId: id, ...first, verdict: 'no' });
  } finally {
    clock.now = real;
  }
  const { yes, no, open } = await readKnowledgeFigures(technician);
  expect([yes, no, open]).toEqual([0, 0, await countOpenFeedback(technician)]);
  expect(open).toBe(1);
});

it('counts as waiting only whom a mail would reach', async () => {
  const { tenant, technician, contact, id } = await makeCase();
  const others = await Promise.all([1, 2, 3].map(() => asContact(tenant)));
  const [gone, silent, tired] = others as [Heard, Heard, Heard];
  for (const who of [contact, ...others]) {
    await giveFeedback(who, { articleId: id, ...first, verdict: 'no' });
  }
  expect(await countVoters(technician, id)).toEqual({ en: 4, improved: 0 });
  await disableContact(technician, { id: gone.actor.id });
  await inTenant(tenant.id, (tx) =>
    tx.update(contacts).set({ email: null }).where(eq(contacts.id, silent.actor.id)),
  );
  await stopMails(tired, {
    token: stopToken(tenant, { readerId: tired.actor.id, topic: 'articles' }),
  });
  expect(await countVoters(technician, id)).toEqual({ en: 1, improved: 0 });
  await changeArticle(technician, { id, audience: 'technicians' });
  expect(await countVoters(technician, id)).toEqual({ improved: 0 });
});
