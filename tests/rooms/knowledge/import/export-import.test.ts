import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import type { Scope, Staff, Technician } from '@/access/scope';
import { createCategory } from '@/knowledge/categories/create-category';
import { readCategories } from '@/knowledge/categories/read-categories';
import { changeArticle } from '@/knowledge/change-article';
import { saveDraft } from '@/knowledge/drafts/save-draft';
import { exportKnowledge } from '@/knowledge/export/export-knowledge';
import { openArticleImage } from '@/knowledge/images/open-article-image';
import { storeArticleImage } from '@/knowledge/images/store-article-image';
import { openArchive } from '@/knowledge/import/open-archive';
import { planArticleImport } from '@/knowledge/import/plan-article-import';
import { resumeArticleImport } from '@/knowledge/import/resume-article-import';
import { runArticleImport } from '@/knowledge/import/run-article-import';
import { renderMarkdown } from '@/knowledge/markdown/render-markdown';
import { publishArticle } from '@/knowledge/publish-article';
import { readKeptArticle } from '@/knowledge/read-kept-article';
import { readKeptArticles } from '@/knowledge/read-kept-articles';
import { archiveArticle } from '@/knowledge/withdraw-article';
import { writeArticle } from '@/knowledge/write-article';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asSystem, asTechnician, makeCompany, makeTenant } from '~tests/setup/tenants';
import { makeDraft } from '../articles';

await freshDatabase();

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const callouts = { note: 'N', tip: 'T', important: 'I', warning: 'W', caution: 'C' };

const body = `---
A line, then *more* – “quoted” – and a code block:

\`\`\`md
[not a link](/api/article-images/x) ---
\`\`\`

> [!WARNING]
> Careful: [the other](/knowledge-base/printers#s-paper)

| a | b |
| --- | ---: |
| 1 \\| 2 | <b>text</b> |

1. one
   - two
`;

async function fill(admin: Scope<Technician>) {
  const names = { en: 'Mail / post', de: 'Post' };
  const { id: top } = await createCategory(admin, { names });
  const { id: categoryId } = await createCategory(admin, {
    names: { en: 'Phones' },
    parentId: top,
  });
  await createCategory(admin, { names: { en: 'Empty' } });
  const company = await makeCompany(admin.tenant, 'Vasseur');
  const first = await makeDraft(admin, {
    categoryId,
    audience: 'companies',
    companyIds: [company.id],
    translations: {
      en: { title: 'Set up: "mail"', body },
      de: { title: 'Mail einrichten', body: 'Deutsch' },
    },
  });
  const { path } = await storeArticleImage(admin, {
    articleId: first.id,
    fileName: 'a.png',
    bytes: Readable.from([png]),
  });
  await writeArticle(admin, {
    id: first.id,
    language: 'en',
    title: 'Set up: "mail"',
    body: `${body}\n![Shot](${path})`,
  });
  await publishArticle(admin, { id: first.id });
  await changeArticle(admin, { id: first.id, reviewAt: new Date('2027-05-01T10:00:00Z') });
  const second = await makeDraft(admin, { title: 'Printers', body: 'Text', audience: 'everyone' });
  await publishArticle(admin, { id: second.id });
  const anew = `New: [the other](/knowledge-base/printers)\n\n![Shot](${path})`;
  await saveDraft(admin, { id: first.id, language: 'en', title: 'Set up anew', body: anew });
  await saveDraft(admin, { id: second.id, language: 'fr', title: 'Imprimantes', body: 'Texte' });
  await makeDraft(admin, { title: 'Not yet', body: '' });
  const old = await makeDraft(admin, { title: 'Old', audience: 'technicians' });
  await archiveArticle(admin, { id: old.id });
}

/** What readers see of everything, with pictures by what they are. */
async function seen(scope: Scope<Technician>) {
  const { rows } = await readKeptArticles(scope, { limit: 100 });
  const categories = await readCategories(scope);
  const names = new Map(categories.map(({ id, names, parentId }) => [id, { names, parentId }]));
  const articles = await Promise.all(rows.map(({ id }) => readKeptArticle(scope, id)));
  const htmlOf = (text: { body: string }) =>
    renderMarkdown(text.body, callouts).html.replace(/images\/[0-9a-f-]{36}/g, 'images/-');
  const shown = articles.map(
    ({ texts, drafts, categoryId, state, audience, companyIds, reviewAt }) => ({
      category: names.get(categoryId ?? '')?.names,
      state: state === 'archived' ? 'draft' : state,
      audience,
      companies: companyIds.length,
      reviewAt,
      texts: texts.map(({ language, title, slug, isOutdated, ...text }) => {
        return { language, title, slug, html: htmlOf(text), isOutdated };
      }),
      drafts: drafts.map(({ language, title, ...text }) => ({
        language,
        title,
        html: htmlOf(text),
      })),
    }),
  );
  return {
    articles: shown.sort((a, b) => (a.texts[0]!.slug < b.texts[0]!.slug ? -1 : 1)),
    tree: categories.map(({ names, depth }) => ({ names, depth })),
  };
}

async function importInto(admin: Scope<Technician>, zip: Buffer) {
  const plan = await planArticleImport(admin, { fileName: 'x.zip', bytes: Readable.from([zip]) });
  await runArticleImport(admin, { importId: plan.importId, publish: true });
  await resumeArticleImport(await asSystem(admin.tenant), plan);
  return plan;
}

it('an export is read back to the same articles in another tenant, and doubles nothing at home', async () => {
  const home = await asTechnician(await makeTenant(), 'admin');
  await fill(home);
  const { result, entries } = await withAudit(home.tenant, () => exportKnowledge(home));
  expect(entries.map(({ event }) => event)).toEqual(['knowledgeBase.exported']);
  const zip = await buffer(result);

  const away = await asTechnician(await makeTenant(), 'admin');
  await makeCompany(away.tenant, 'Vasseur');
  const plan = await importInto(away, zip);
  expect(plan).toMatchObject({ source: 'servicedesk', creates: 4, images: 1, skipped: [] });
  expect(plan.lines.flatMap(({ notices }) => notices)).toEqual([]);
  expect(await seen(away)).toEqual(await seen(home));
  expect((await seen(away)).articles.flatMap(({ drafts }) => drafts)).toHaveLength(2);
  const { rows } = await readKeptArticles(away, { q: 'Set up' });
  const { texts } = await readKeptArticle(away, rows[0]!.id);
  const image = /article-images\/([0-9a-f-]{36})/.exec(texts[0]!.body.split('Shot')[1]!)![1]!;
  const { stream } = await openArticleImage(away, image);
  expect(await buffer(stream)).toEqual(png);

  const before = await seen(home);
  expect(await importInto(home, zip)).toMatchObject({ creates: 0, updates: 1, stays: 3 });
  expect(await seen(home)).toEqual(before);
});

it('an export is a folder of Markdown that other programs read, too', async () => {
  const admin = await asTechnician(await makeTenant(), 'admin');
  await fill(admin);
  const archive = await openArchive(Readable.from([await buffer(await exportKnowledge(admin))]));
  const paths = [...archive.files.keys()].map((path) => path.replace(/[0-9a-f-]{36}/, '-'));
  expect(paths).toEqual([
    'knowledge-base.json',
    'articles/Mail - post/Phones/mail-einrichten.de.md',
    'articles/Mail - post/Phones/set-up-mail.en.md',
    'drafts/Mail - post/Phones/set-up-mail.en.md',
    'articles/printers.en.md',
    'drafts/printers.fr.md',
    'articles/not-yet.en.md',
    'articles/old.en.md',
    'images/-.png',
  ]);
  const text = (
    await archive.read('articles/Mail - post/Phones/set-up-mail.en.md', 10_000)
  ).toString();
  expect(text).toContain('title: "Set up: \\"mail\\""\nlanguage: "en"\n');
  expect(text).toMatch(/!\[Shot\]\(\.\.\/\.\.\/\.\.\/images\/[0-9a-f-]{36}\.png\)/);
  await archive.close();
});

it('is for admins and for keys that read', async () => {
  const tenant = await makeTenant();
  const wrong: Scope<Staff>[] = [
    await asTechnician(tenant),
    await asApiKey(tenant, ['knowledge:write']),
  ];
  for (const scope of wrong) expect((await refusalOf(exportKnowledge(scope))).status).toBe(403);
  (await exportKnowledge(await asApiKey(tenant, ['knowledge:read']))).resume();
});
