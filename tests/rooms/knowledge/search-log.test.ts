import { expect, it } from 'vitest';
import type { Contact, Scope } from '@/access/scope';
import { signedOutReader } from '@/knowledge/reader';
import { deflectTicket } from '@/knowledge/search/deflect-ticket';
import { keptQuery, noteSearch } from '@/knowledge/search/note-search';
import { purgeSearches } from '@/knowledge/search/purge-searches';
import { readSearches } from '@/knowledge/search/read-searches';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asContact, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';
import { makeArticle } from './articles';

await freshDatabase();

it('counts what readers look for, and lists what found nothing for the tenant’s side alone', async () => {
  const tenant = await makeTenant();
  const [technician, contact] = [await asTechnician(tenant), await asContact(tenant)];
  await Promise.all([1, 2, 3].map(() => noteSearch(contact, ' Fax  Machine ', 0)));
  await noteSearch(signedOutReader(contact), 'printer', 2);
  await noteSearch(technician, 'only trying', 0);
  await noteSearch(contact, 'mail of jane.doe@example.com', 0);
  const { unanswered, mostSearched } = await readSearches(technician);
  expect(unanswered).toMatchObject([
    { query: 'fax machine', language: 'en', searches: 3, unanswered: 3 },
  ]);
  expect(mostSearched.map(({ query }) => query)).toEqual(['fax machine', 'printer']);
  // Somebody has written the article.
  await noteSearch(contact, 'fax machine', 1);
  expect((await readSearches(technician)).unanswered).toEqual([]);
  expect((await refusalOf(readSearches(contact))).status).toBe(403);
  const elsewhere = await asTechnician(await makeTenant());
  expect((await readSearches(elsewhere)).mostSearched).toEqual([]);
  await purgeSearches(await asSystem(tenant));
  expect((await readSearches(technician)).mostSearched).toHaveLength(2);
});

it('keeps no address and no number of anybody', () => {
  for (const typed of ['jane@example.com', 'call +44 20 7946 0018', '12345', ' ', '??']) {
    expect(keptQuery(typed), typed).toBeUndefined();
  }
  expect(keptQuery('Office 365  Setup')).toBe('office 365 setup');
});

it('counts an article that made a ticket needless once a day, with an entry', async () => {
  const tenant = await makeTenant();
  const [technician, contact] = [await asTechnician(tenant), await asContact(tenant)];
  const { id: articleId, slug } = await makeArticle(technician);
  const { result, entries } = await withAudit(tenant, async () => {
    await deflectTicket(contact, { articleId });
    return deflectTicket(contact, { articleId });
  });
  expect(result).toEqual({ slug });
  expect(entries).toMatchObject([{ event: 'article.deflected', subjectId: articleId }]);
  expect((await readSearches(technician)).deflected).toBe(1);
});

it('counts nothing for an article that the contact may not see', async () => {
  const tenant = await makeTenant();
  const [technician, contact] = [await asTechnician(tenant), await asContact(tenant)];
  const hidden = await makeArticle(technician, { audience: 'technicians' });
  const foreign = await makeArticle(await asTechnician(await makeTenant()));
  for (const { id } of [hidden, foreign]) {
    expect((await refusalOf(deflectTicket(contact, { articleId: id }))).status).toBe(404);
  }
  const visible = await makeArticle(technician);
  const without: Scope<Contact> = {
    ...contact,
    actor: { ...contact.actor, sections: ['ticketing'] },
  };
  expect((await refusalOf(deflectTicket(without, { articleId: visible.id }))).status).toBe(404);
  expect((await readSearches(technician)).deflected).toBe(0);
});
