import { expect, it } from 'vitest';
import type { Contact, Scope } from '@/access/scope';
import { createArticle } from '@/knowledge/create-article';
import { publishArticle } from '@/knowledge/publish-article';
import { signedOutReader } from '@/knowledge/reader';
import { excerptAround, highlight } from '@/knowledge/search/highlight';
import { subjectWords } from '@/knowledge/search/question-words';
import { searchArticles } from '@/knowledge/search/search-articles';
import { suggestArticles } from '@/knowledge/search/suggest-articles';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeCompany, makeTenant } from '~tests/setup/tenants';
import { makeArticle, makeDraft } from './articles';

await freshDatabase();
const tenant = await makeTenant();
const technician = await asTechnician(tenant);
const contact = await asContact(tenant);
const titles = async (reader: Parameters<typeof searchArticles>[0], typed: string) =>
  (await searchArticles(reader, typed)).articles.map(({ title }) => title);

it('finds by any form of the words, without accents, misspelt and inside compounds', async () => {
  const texts = { en: { title: 'Printers', body: 'Clear the paper jam.' } };
  const de = {
    title: 'Drucker einrichten',
    body: 'Wählen Sie den passenden Treiber für Ihr Gerät.',
  };
  const { id } = await createArticle(technician, { translations: { ...texts, de } });
  await publishArticle(technician, { id });
  const reader = { ...contact, language: 'de' };
  for (const typed of ['Wie richte ich den DRUCKER ein', 'druker', 'wahlen', 'Druckertreiber']) {
    expect(await titles(reader, typed), typed).toEqual(['Drucker einrichten']);
  }
  expect((await searchArticles(reader, 'druker')).repaired).toEqual(['drucker']);
  // Asked in another language that it is written in, shown in the reader's.
  expect(await titles(reader, 'paper jam')).toEqual(['Drucker einrichten']);
  expect(await titles(reader, 'Schokoladenkuchen backen')).toEqual([]);
  expect(await titles(reader, '  ?! ')).toEqual([]);
});

it('takes whatever is typed for words, never for a query', async () => {
  for (const typed of ["it's & (a | b) !c:*", "'\\ %_", '\0', 'ﷺ 😀', 'x'.repeat(5000)]) {
    expect(await titles(contact, typed)).toEqual([]);
  }
});

it('finds for each reader what they may see, and repairs with nothing else', async () => {
  const [ours, theirs] = [await makeCompany(tenant), await makeCompany(tenant)];
  const [a, b] = [
    await asContact(tenant, { company: ours }),
    await asContact(tenant, { company: theirs }),
  ];
  await makeArticle(technician, {
    title: 'Falconry handbook',
    body: 'Xylographic secrets.',
    audience: 'companies',
    companyIds: [theirs.id],
  });
  await makeArticle(technician, { title: 'Xylophone rota', audience: 'technicians' });
  await makeDraft(technician, { title: 'Xylophone draft', audience: 'everyone' });
  for (const typed of ['falconry', 'falcnry', 'xylographic', 'xylophone']) {
    expect(await searchArticles(a, typed), typed).toEqual({ articles: [], repaired: [] });
    expect(await searchArticles(signedOutReader(a), typed)).toEqual({ articles: [], repaired: [] });
    expect(await suggestArticles(a, { title: typed })).toEqual([]);
  }
  expect(await titles(b, 'falcnry')).toEqual(['Falconry handbook']);
  expect((await titles(technician, 'xylophone')).sort()).toEqual([
    'Xylophone draft',
    'Xylophone rota',
  ]);
  const elsewhere = await asTechnician(await makeTenant());
  expect(await titles(elsewhere, 'falconry')).toEqual([]);
});

it('does not exist for a contact without the section, nor for a key without the scope', async () => {
  const without: Scope<Contact> = {
    ...contact,
    actor: { ...contact.actor, sections: ['ticketing'] },
  };
  expect((await refusalOf(searchArticles(without, 'printer'))).status).toBe(404);
  expect(await suggestArticles(without, { title: 'printer' })).toEqual([]);
  const key = await asApiKey(tenant, ['tickets:read']);
  expect((await refusalOf(searchArticles(key, 'printer'))).status).toBe(403);
});

it('marks what was found as pieces of text, which are no markup', () => {
  expect(highlight('Größe <b>ändern</b>', ['andern'])).toEqual([
    { text: 'Größe <b>', isHit: false },
    { text: 'ändern', isHit: true },
    { text: '</b>', isHit: false },
  ]);
  const marked = highlight('Copy the battery policy', ['batteri', 'copi']);
  expect(marked.flatMap(({ text, isHit }) => (isHit ? [text] : []))).toEqual(['Copy', 'battery']);
  const long = `${'word '.repeat(100)}printer ${'word '.repeat(100)}`;
  const excerpt = excerptAround(long, ['printer']);
  expect(excerpt).toMatch(/^… .*printer.* …$/);
  expect(excerpt.length).toBeLessThan(210);
});

it('leaves the dress of a question away, and keeps it where there is nothing else', () => {
  expect(subjectWords('How do I connect to the Wi-Fi?')).toEqual(['connect', 'wifi']);
  expect(subjectWords('Wie kann ich …')).toEqual(['wie', 'kann', 'ich']);
});
