import { describe, expect, it, vi } from 'vitest';
import { createCategory } from '@/knowledge/categories/create-category';
import { publishArticle } from '@/knowledge/publish-article';
import { publishDueArticles } from '@/knowledge/publish-due-articles';
import { readArticle } from '@/knowledge/read-article';
import { readKeptArticle } from '@/knowledge/read-kept-article';
import { readKnowledgeBase } from '@/knowledge/read-knowledge-base';
import type { Reader } from '@/knowledge/reader';
import { signedOutReader } from '@/knowledge/reader';
import { archiveArticle, withdrawArticle } from '@/knowledge/withdraw-article';
import { clock, hours } from '@/platform/clock';
import { changeSection } from '@/settings/change-section';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import {
  asContact,
  asSystem,
  asTechnician,
  makeCompany,
  makeTenant,
  nextRequest,
} from '~tests/setup/tenants';
import { makeArticle, makeDraft } from './articles';

await freshDatabase();

const visitor = (reader: Reader) => signedOutReader(reader);
const sees = (reader: Reader, slug: string) =>
  readArticle(reader, slug).then(
    () => true,
    () => false,
  );

describe('who reads an article', () => {
  it('follows its audience, for contacts, companies, technicians and who is signed out', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const company = await makeCompany(tenant);
    const chosen = await asContact(tenant, { company });
    const other = await asContact(tenant);
    const answers: Record<string, boolean[]> = {};
    for (const audience of ['everyone', 'contacts', 'companies', 'technicians'] as const) {
      const companyIds = audience === 'companies' ? [company.id] : [];
      const { slug } = await makeArticle(technician, { audience, companyIds, title: audience });
      answers[audience] = await Promise.all(
        [visitor(technician), other, chosen, technician].map((reader) => sees(reader, slug)),
      );
    }
    expect(answers).toEqual({
      everyone: [true, true, true, true],
      contacts: [false, true, true, true],
      companies: [false, false, true, true],
      technicians: [false, false, false, true],
    });
  });

  it('what one may not see answers like what does not exist', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const { slug } = await makeArticle(technician, { audience: 'technicians' });
    const contact = await asContact(tenant);
    const [hidden, absent] = await Promise.all([
      refusalOf(readArticle(contact, slug)),
      refusalOf(readArticle(contact, 'no-such-article')),
    ]);
    expect([hidden.status, hidden.key]).toEqual([404, 'notFound']);
    expect([hidden.status, hidden.key]).toEqual([absent.status, absent.key]);
  });

  it('another tenant finds nothing of it', async () => {
    const { slug } = await makeArticle(await asTechnician(await makeTenant()), {
      audience: 'everyone',
    });
    const elsewhere = await asTechnician(await makeTenant());
    expect(await sees(elsewhere, slug)).toBe(false);
    expect(await sees(visitor(elsewhere), slug)).toBe(false);
  });

  it('without the section nobody reads anything, signed in or out', async () => {
    const tenant = await makeTenant();
    const admin = await asTechnician(tenant, 'admin');
    const { slug } = await makeArticle(admin, { audience: 'everyone' });
    const contact = await asContact(tenant);
    await changeSection(admin, { section: 'knowledgeBase', audience: 'nobody' });
    expect(await sees(await nextRequest(contact), slug)).toBe(false);
    expect(await sees(visitor(admin), slug)).toBe(false);
    expect((await refusalOf(readKnowledgeBase(await nextRequest(contact)))).status).toBe(404);
    expect((await readKnowledgeBase(visitor(admin))).articles).toEqual([]);
  });

  it('drafts, withdrawn and archived articles are for the tenant’s side alone', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const contact = await asContact(tenant);
    const { id, slug } = await makeArticle(technician);
    expect(await sees(contact, slug)).toBe(true);
    const away = await withAudit(tenant, () => archiveArticle(technician, { id }));
    expect(away.events).toEqual(['article.archived']);
    expect(await sees(contact, slug)).toBe(false);
    const back = await withAudit(tenant, () => withdrawArticle(technician, { id }));
    expect(back.events).toEqual(['article.withdrawn']);
    expect(await sees(contact, slug)).toBe(false);
    expect(await sees(technician, slug)).toBe(true);
  });
});

describe('a scheduled article', () => {
  it('is read from its time on, before the job has run and after', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const contact = await asContact(tenant);
    const { id } = await makeDraft(technician);
    const { slug } = (await readKeptArticle(technician, id)).texts[0]!;
    const start = new Date();
    const publishAt = new Date(start.getTime() + hours(2));
    const { events } = await withAudit(tenant, () => publishArticle(technician, { id, publishAt }));
    expect(events).toEqual(['article.scheduled']);
    expect(await sees(contact, slug)).toBe(false);
    const system = await asSystem(tenant);
    await publishDueArticles(system);
    expect((await readKeptArticle(technician, id)).state).toBe('scheduled');
    const moved = vi.spyOn(clock, 'now').mockReturnValue(new Date(start.getTime() + hours(3)));
    try {
      expect(await sees(contact, slug)).toBe(true);
      const done = await withAudit(tenant, () => publishDueArticles(system));
      expect(done.events).toEqual(['article.published']);
      const again = await withAudit(tenant, () => publishDueArticles(system));
      expect(again.events).toEqual([]);
    } finally {
      moved.mockRestore();
    }
    const { state, publishedAt } = await readKeptArticle(technician, id);
    expect([state, publishedAt]).toEqual(['published', publishAt]);
    expect(await sees(contact, slug)).toBe(true);
  });
});

describe('an article that is out', () => {
  it('stays so when somebody plans it for later, and no time is taken that there is not', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const contact = await asContact(tenant);
    const { id } = await makeArticle(technician);
    const { slug } = (await readKeptArticle(technician, id)).texts[0]!;
    const publishAt = new Date(Date.now() + hours(2));
    const { events } = await withAudit(tenant, () => publishArticle(technician, { id, publishAt }));
    expect(events).toEqual([]);
    expect(await sees(contact, slug)).toBe(true);
    for (const never of ['0000-01-01', '+010000-01-01T00:00:00Z']) {
      const planned = publishArticle(technician, { id, publishAt: new Date(never) });
      await expect(planned).rejects.toThrow('fields.invalid');
    }
  });
});

describe('the entrance of the knowledge base', () => {
  it('shows the branches that hold something for the reader, in their language', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const top = await createCategory(technician, { names: { en: 'Mail', de: 'E-Mail' } });
    const below = await createCategory(technician, { names: { en: 'Phones' }, parentId: top.id });
    await createCategory(technician, { names: { en: 'Empty' } });
    const secret = await createCategory(technician, { names: { en: 'Secret' } });
    await makeArticle(technician, { categoryId: secret.id, audience: 'technicians' });
    const { id } = await makeArticle(technician, {
      categoryId: below.id,
      translations: { en: { title: 'One', body: 'Text' }, de: { title: 'Eins', body: 'Text' } },
    });
    const reader = await asContact(tenant, { language: 'de' });
    const { categories, articles } = await readKnowledgeBase(reader);
    expect(categories.map(({ name }) => name)).toEqual(['E-Mail']);
    expect(categories[0]!.children.map(({ name }) => name)).toEqual(['Phones']);
    expect(articles.map(({ id, title, language }) => [id, title, language])).toEqual([
      [id, 'Eins', 'de'],
    ]);
    const one = await readKnowledgeBase(reader, below.id);
    expect(one.category?.name).toBe('Phones');
    expect(one.articles).toHaveLength(1);
    const above = await readKnowledgeBase(reader, top.id);
    expect(above).toMatchObject({ category: { name: 'E-Mail' }, articles: [], categories });
    expect((await refusalOf(readKnowledgeBase(reader, secret.id))).status).toBe(404);
  });

  it('an article knows its path, its other languages and what is related', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const contact = await asContact(tenant);
    const top = await createCategory(technician, { names: { en: 'Mail' } });
    const { id: categoryId } = await createCategory(technician, {
      names: { en: 'Phones' },
      parentId: top.id,
    });
    const { slug } = await makeArticle(technician, {
      categoryId,
      translations: { en: { title: 'One', body: 'Text' }, de: { title: 'Eins', body: 'Text' } },
    });
    await makeArticle(technician, { categoryId, title: 'Two' });
    await makeArticle(technician, { categoryId, title: 'Hidden', audience: 'technicians' });
    const article = await readArticle(contact, slug);
    expect(article.categories.map(({ name }) => name)).toEqual(['Mail', 'Phones']);
    expect(article.others.map(({ language, title }) => [language, title])).toEqual([
      ['de', 'Eins'],
    ]);
    expect(article.related.map(({ title }) => title)).toEqual(['Two']);
  });
});
