import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope, Staff, Technician } from '@/access/scope';
import { readCategories } from '@/knowledge/categories/read-categories';
import { openArticleImage } from '@/knowledge/images/open-article-image';
import { planArticleImport } from '@/knowledge/import/plan-article-import';
import { purgeArticleImports } from '@/knowledge/import/purge-article-imports';
import { resumeArticleImport } from '@/knowledge/import/resume-article-import';
import { readArticleImport, runArticleImport } from '@/knowledge/import/run-article-import';
import { articleImports } from '@/knowledge/import/tables';
import { publishArticle } from '@/knowledge/publish-article';
import { readKeptArticle } from '@/knowledge/read-kept-article';
import { readKeptArticles } from '@/knowledge/read-kept-articles';
import { writeArticle } from '@/knowledge/write-article';
import { clock, days } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asApiKey, asContact, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';
import { folderOf } from '~tests/setup/zip-of';

const urls = await freshDatabase();

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const plan = (scope: Scope<Staff>, bytes: Buffer, fileName = 'help.zip') =>
  planArticleImport(scope, { fileName, bytes: Readable.from([bytes]) });

/** What lies on the disk for the tenant. */
async function filesOf({ tenant }: Scope<Technician>): Promise<string[]> {
  const folder = path.resolve(readEnv().DATA_DIR, 'attachments', tenant.id);
  return (await readdir(folder)).map((name) => path.join(folder, name));
}

/** A file imported whole; the plan, and every article by its source's title. */
async function imported(admin: Scope<Technician>, bytes: Buffer, publish = false) {
  const planned = await plan(admin, bytes);
  await runArticleImport(admin, { importId: planned.importId, publish });
  await resumeArticleImport(await asSystem(admin.tenant), planned);
  const { rows } = await readKeptArticles(admin, { limit: 100 });
  const kept = await Promise.all(rows.map(({ id }) => readKeptArticle(admin, id)));
  const articles = new Map(kept.map((article) => [article.texts[0]!.title, article]));
  return { planned, articles, progress: await readArticleImport(admin, planned) };
}

const folder = {
  'help/Mail/set-up.md':
    '---\ntitle: Set up mail\nslug: mail-setup\naudience: everyone\ntags: [a, b]\nowner: me\nreview: 2027-03-01\n---\n# Set up mail\n\nSee [printers](../Printers/index.html#paper) and ![shot](../img/shot.png) and ![far](https://x.test/a.png) and [gone](gone.md).\n',
  'help/Mail/set-up.de.md': '# Mail einrichten\n\nSiehe [Drucker](../Printers/index.html).\n',
  'help/Printers/index.html':
    '<html lang="en"><head><title>Printers</title></head><body><h1>Printers</h1><script>alert(1)</script><p>Turn it <b>off</b>. <a href="/Mail/set-up.md">Mail</a><img src="../img/fake.png"></p></body></html>',
  'help/img/shot.png': png,
  'help/img/fake.png': '<svg onload="alert(1)">',
  'help/notes.txt': 'left behind',
  'help/leer.nl.md': 'Hallo',
  '__MACOSX/help/x': 'x',
};

describe('a folder of articles', () => {
  it('is planned line by line: what comes of it, what is skipped, what is lost', async () => {
    const tenant = await makeTenant();
    const admin = await asTechnician(tenant, 'admin');
    const { result, events } = await withAudit(tenant, () => plan(admin, folderOf(folder)));
    expect(events).toEqual(['articleImport.planned']);
    expect(result).toMatchObject({ source: 'files', creates: 2, updates: 0, stays: 0, images: 1 });
    expect(result.newCategories).toEqual(['Mail', 'Printers']);
    const [mail, printers] = result.lines;
    expect(mail).toMatchObject({
      title: 'Set up mail',
      languages: ['en', 'de'],
      categories: ['Mail'],
      becomes: 'created',
    });
    expect(mail?.notices.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['tagsIgnored', 'a, b'],
      ['fieldIgnored', 'owner'],
      ['imageElsewhere', 'https://x.test/a.png'],
      ['linkBroken', 'gone.md'],
    ]);
    expect(printers?.notices.map(({ kind, line }) => [kind, line])).toEqual([
      ['elementLost', 1],
      ['imageForbidden', null],
    ]);
    expect(result.skipped).toEqual([
      { path: 'help/leer.nl.md', reason: 'languageUnknown' },
      { path: 'help/notes.txt', reason: 'fileUnused' },
    ]);
    expect((await readKeptArticles(admin)).rows).toEqual([]);
  });

  it('becomes drafts with their categories, translations, links and pictures', async () => {
    const tenant = await makeTenant();
    const admin = await asTechnician(tenant, 'admin');
    const { articles, progress } = await imported(admin, folderOf(folder));
    expect(progress).toMatchObject({
      articles: 2,
      articlesDone: 2,
      created: 2,
      images: 1,
      finished: true,
    });
    const mail = articles.get('Set up mail')!;
    expect(mail).toMatchObject({ state: 'draft', audience: 'everyone' });
    expect(mail.reviewAt).toEqual(new Date('2027-03-01'));
    expect(mail.texts.map(({ language, slug }) => [language, slug])).toEqual([
      ['en', 'mail-setup'],
      ['de', 'mail-einrichten'],
    ]);
    const image = /!\[shot]\(\/api\/article-images\/([0-9a-f-]{36})\)/.exec(mail.texts[0]!.body);
    const { mediaType, stream } = await openArticleImage(admin, image![1]!);
    expect(mediaType).toBe('image/png');
    expect(await buffer(stream)).toEqual(png);
    expect(mail.texts[0]!.body).toContain('[printers](/knowledge-base/printers#paper)');
    expect(mail.texts[1]!.body).toBe('Siehe [Drucker](/knowledge-base/printers).');
    expect(articles.get('Printers')!.texts[0]!.body).toMatch(/^Turn it \*\*off\*\*\./);
    const names = (await readCategories(admin)).map((one) => one.names);
    expect(names).toEqual([{ en: 'Mail' }, { en: 'Printers' }]);
  });

  it('imported again renews drafts, and leaves what is published as it is', async () => {
    const tenant = await makeTenant();
    const admin = await asTechnician(tenant, 'admin');
    const first = await imported(admin, folderOf(folder));
    await publishArticle(admin, { id: first.articles.get('Printers')!.id });
    const changed = { ...folder, 'help/Mail/set-up.de.md': '# Mail einrichten\n\nNeu.\n' };
    const again = await imported(admin, folderOf({ ...changed, 'help/new.md': 'New' }));
    expect(again.planned).toMatchObject({ creates: 1, updates: 1, stays: 1 });
    expect(again.progress).toMatchObject({ created: 1, updated: 1, images: 0 });
    expect(again.articles.size).toBe(3);
    const before = first.articles.get('Set up mail')!;
    const after = again.articles.get('Set up mail')!;
    expect(after.texts.map(({ version }) => version)).toEqual([1, 2]);
    expect(after.texts[0]).toMatchObject({ slug: 'mail-setup', body: before.texts[0]!.body });
    expect(await readCategories(admin)).toHaveLength(2);
  });

  it('takes names and texts as odd as a list of JSON can hold', async () => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const list = {
      categories: [{ id: 1, name: '\u0000\u0001', locale: 'en' }],
      sections: [{ id: 2, name: `${'x'.repeat(79)}😀`, category_id: 1, locale: 'en' }],
      articles: [
        {
          id: 3,
          title: '\ud800 Title\u0000',
          body: '<p>\ud800\u0000x</p>',
          locale: 'en',
          section_id: 2,
        },
        { id: 'no id\u0000', title: 'x', body: 'x', locale: 'en' },
        { id: 4, title: '\u0001', body: 'x', locale: 'en' },
      ],
    };
    const { articles, progress } = await imported(admin, Buffer.from(JSON.stringify(list)), true);
    expect(progress).toMatchObject({ created: 1, finished: true });
    expect([...articles.values()].map(({ state }) => state)).toEqual(['published']);
  });

  it('stays a draft where another language of it says nothing yet', async () => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const file = folderOf({ 'a.md': 'One' });
    const { articles } = await imported(admin, file);
    const id = articles.get('A')!.id;
    await writeArticle(admin, { id, language: 'de', title: 'Leer', body: '' });
    const again = await imported(admin, file, true);
    expect(again.progress).toMatchObject({ updated: 1, finished: true });
    expect(again.articles.get('A')?.state).toBe('draft');
  });

  it('is published at once where that is wished, but for its drafts', async () => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const files = {
      'a.md': 'One',
      'b.md': '---\ndraft: true\n---\nTwo',
      'c.md': '---\naudience: vips\n---\nx',
    };
    const { articles } = await imported(admin, folderOf(files), true);
    expect(articles.get('A')?.state).toBe('published');
    expect(articles.get('B')?.state).toBe('draft');
    expect(articles.get('C')?.audience).toBe('technicians');
  });
});

describe('an import of articles', () => {
  it('is for admins and keys that write, runs once, and knows its own tenant alone', async () => {
    const tenant = await makeTenant();
    const admin = await asTechnician(tenant, 'admin');
    const files = folderOf({ 'a.md': 'Hello' });
    const wrong = [
      await asTechnician(tenant),
      await asApiKey(tenant, ['knowledge:read']),
      (await asContact(tenant)) as unknown as Scope<Staff>,
    ];
    for (const scope of wrong) expect((await refusalOf(plan(scope, files))).status).toBe(403);
    await plan(await asApiKey(tenant, ['knowledge:write']), files);
    const { importId } = await plan(admin, files);
    const stranger = await asTechnician(await makeTenant(), 'admin');
    expect((await refusalOf(runArticleImport(stranger, { importId }))).status).toBe(404);
    expect((await refusalOf(readArticleImport(stranger, { importId }))).status).toBe(404);
    expect((await refusalOf(runArticleImport(wrong[0]!, { importId }))).status).toBe(403);
    const run = () => runArticleImport(admin, { importId });
    const { events } = await withAudit(tenant, run);
    expect(events).toEqual(['articleImport.started']);
    expect((await refusalOf(run())).key).toBe('articleImport.alreadyRun');
    const system = await asSystem(tenant);
    const done = await withAudit(tenant, () => resumeArticleImport(system, { importId }));
    expect(done.events).toEqual(['article.created', 'articleImport.finished']);
    await resumeArticleImport(system, { importId });
    expect((await readKeptArticles(admin)).rows).toHaveLength(1);
  });

  it('keeps its file for whoever goes on, where another worker is at it too', async () => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const system = await asSystem(admin.tenant);
    const planned = await plan(admin, folderOf(folder));
    await runArticleImport(admin, planned);
    // As where the other one has the article after ours in hand.
    const say = (articles: number) =>
      inTenant(admin.tenant.id, (tx) =>
        tx
          .update(articleImports)
          .set({ articles, slugs: { settled: 'already' } })
          .where(eq(articleImports.id, planned.importId)),
      );
    await say(3);
    await resumeArticleImport(system, planned);
    expect((await readArticleImport(admin, planned)).finished).toBe(false);
    await say(2);
    await resumeArticleImport(system, planned);
    const after = await readArticleImport(admin, planned);
    expect(after).toMatchObject({ articlesDone: 2, finished: true });
  });

  it('ends with the reason where its file can’t be read any more, and runs no further', async () => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const system = await asSystem(admin.tenant);
    const planned = await plan(admin, folderOf({ 'a.md': 'Hello' }));
    await runArticleImport(admin, planned);
    for (const file of await filesOf(admin)) await rm(file);
    const run = () => resumeArticleImport(system, planned);
    const { events } = await withAudit(admin.tenant, run);
    expect(events).toEqual(['articleImport.failed']);
    expect(await readArticleImport(admin, planned)).toMatchObject({
      finished: true,
      articlesDone: 0,
      failure: { key: 'articleImport.fileGone' },
    });
    expect((await withAudit(admin.tenant, run)).events).toEqual([]);
  });

  it('ends at an article that fails five times, names it, and leaves no picture behind', async () => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const system = await asSystem(admin.tenant);
    const files = { 'a.md': 'Hello', 'b.md': '![shot](shot.png)', 'shot.png': png };
    const planned = await plan(admin, folderOf(files));
    await runArticleImport(admin, planned);
    await onDatabase(
      urls.admin,
      `create function fail_second() returns trigger language plpgsql as
        $$ begin raise exception 'it ends here'; end $$;
       create trigger fail_second before update on article_imports for each row
        when (new.articles_done = 2) execute function fail_second()`,
    );
    const run = () => resumeArticleImport(system, planned);
    for (let tries = 1; tries < 5; tries++) await expect(run()).rejects.toThrow();
    expect(await readArticleImport(admin, planned)).toMatchObject({ finished: false });
    await expect(run()).rejects.toThrow();
    await onDatabase(urls.admin, 'drop trigger fail_second on article_imports');
    expect(await readArticleImport(admin, planned)).toMatchObject({
      finished: true,
      created: 1,
      failure: { key: 'articleImport.articleFailed', values: { article: 'B' } },
    });
    expect(await filesOf(admin)).toEqual([]);
  });

  it('ends at an article that takes its process with it time after time', async () => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const planned = await plan(admin, folderOf({ 'a.md': 'Hello' }));
    await runArticleImport(admin, planned);
    await inTenant(admin.tenant.id, (tx) =>
      tx.update(articleImports).set({ tries: 5 }).where(eq(articleImports.id, planned.importId)),
    );
    await expect(resumeArticleImport(await asSystem(admin.tenant), planned)).rejects.toThrow();
    const { finished, failure } = await readArticleImport(admin, planned);
    expect([finished, failure?.values.article]).toEqual([true, '#1']);
  });

  it('is forgotten where nobody ran it within a day', async () => {
    const tenant = await makeTenant();
    const admin = await asTechnician(tenant, 'admin');
    const { importId } = await plan(admin, folderOf({ 'a.md': 'Hello' }));
    const system = await asSystem(tenant);
    await purgeArticleImports(system);
    await readArticleImport(admin, { importId });
    vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.now() + days(2)));
    await purgeArticleImports(system);
    vi.restoreAllMocks();
    expect((await refusalOf(readArticleImport(admin, { importId }))).status).toBe(404);
  });

  it('refuses a file without articles, broken JSON, and nothing at all', async () => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const refused = async (bytes: Buffer) => (await refusalOf(plan(admin, bytes))).key;
    expect(await refused(folderOf({ 'a.txt': 'Hello' }))).toBe('articleImport.nothing');
    expect(await refused(Buffer.from('{"articles": ['))).toBe('articleImport.brokenJson');
    expect(await refused(Buffer.from('[]'))).toBe('articleImport.nothing');
    expect(await refused(Buffer.alloc(0))).toBe('attachments.empty');
    const manifest = JSON.stringify({ format: 'servicedesk-knowledge-base', version: 9 });
    expect(await refused(folderOf({ 'knowledge-base.json': manifest }))).toBe(
      'articleImport.brokenManifest',
    );
  });
});
