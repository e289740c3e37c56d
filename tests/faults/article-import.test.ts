import { Readable } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { planArticleImport } from '@/knowledge/import/plan-article-import';
import { readArticleImport, runArticleImport } from '@/knowledge/import/run-article-import';
import { articleImages, articles, articleTranslations } from '@/knowledge/tables';
import { attachmentStore } from '@/platform/attachment-store';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf } from '~tests/setup/proofs';
import { passTheMinute, until } from '~tests/setup/resumed-import';
import { asTechnician, makeTenant } from '~tests/setup/tenants';
import { folderOf } from '~tests/setup/zip-of';
import { makeBackground } from './background';

const urls = await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const background = await makeBackground(urls);
afterAll(() => background.end());

const count = 120;
const kills = 2;
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

it('an import of articles goes on where it was after its process was killed, and none comes twice', async () => {
  const files = Array.from({ length: count }, (_, at) => [
    `Mail/a${at}.md`,
    `[next](a${(at + 1) % count}.md) ![shot](shot.png)`,
  ]);
  const bytes = folderOf({ ...Object.fromEntries(files), 'Mail/shot.png': png });
  const plan = { fileName: 'a.zip', bytes: Readable.from([bytes]) };
  const { importId } = await planArticleImport(admin, plan);
  await runArticleImport(admin, { importId });
  const progress = () => readArticleImport(admin, { importId });
  let done = 0;
  for (let kill = 1; kill <= kills; kill++) {
    await background.start();
    await until(async () => (await progress()).articlesDone > done);
    await background.kill();
    const now = await progress();
    expect(now.finished).toBe(false);
    expect(now.articlesDone).toBeGreaterThan(done);
    expect(now).toMatchObject({ created: now.articlesDone, images: now.articlesDone });
    done = now.articlesDone;
    await passTheMinute(urls.admin, 'article-import');
  }
  await background.start();
  await until(async () => (await progress()).finished);
  expect(await progress()).toMatchObject({ articlesDone: count, created: count, images: count });

  const rows = await inTenant(tenant.id, (tx) => tx.select().from(articles));
  const texts = await inTenant(tenant.id, (tx) => tx.select().from(articleTranslations));
  const images = await inTenant(tenant.id, (tx) => tx.select().from(articleImages));
  expect(rows).toHaveLength(count);
  expect(images).toHaveLength(count);
  const slugs = new Set(texts.map(({ slug }) => `(/knowledge-base/${slug})`));
  expect(slugs.size).toBe(count);
  for (const { body } of texts) {
    expect(slugs).toContain(/\(\/knowledge-base\/[^)]+\)/.exec(body)?.[0]);
  }
  for (const { storageKey } of images.slice(0, 5)) {
    const stream = await attachmentStore().get(storageKey);
    expect(Buffer.concat((await stream?.toArray()) ?? [])).toEqual(png);
  }
  const events = (await auditOf(tenant)).map(({ event }) => event);
  expect(events.filter((event) => event === 'article.created')).toHaveLength(count);
  expect(events.filter((event) => event === 'articleImport.finished')).toHaveLength(1);
}, 180_000);
