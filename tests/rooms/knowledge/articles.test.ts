import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { changeArticle } from '@/knowledge/change-article';
import { createArticle } from '@/knowledge/create-article';
import { slugSince } from '@/knowledge/former-slugs';
import { freeAmong } from '@/knowledge/free-slug';
import { publishArticle } from '@/knowledge/publish-article';
import { readArticle } from '@/knowledge/read-article';
import { readKeptArticle } from '@/knowledge/read-kept-article';
import { readKeptArticles } from '@/knowledge/read-kept-articles';
import { compareVersions, readVersions } from '@/knowledge/read-versions';
import { signedOutReader } from '@/knowledge/reader';
import { removeTranslation } from '@/knowledge/remove-translation';
import { restoreVersion } from '@/knowledge/restore-version';
import { archiveArticle, withdrawArticle } from '@/knowledge/withdraw-article';
import { writeArticle } from '@/knowledge/write-article';
import { writeCursor } from '@/people/page-cursor';
import { clock, hours } from '@/platform/clock';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeCompany, makeTenant } from '~tests/setup/tenants';
import { makeArticle, makeDraft } from './articles';

await freshDatabase();

const deeds: [string, (scope: Scope<Staff>, id: string) => Promise<unknown>][] = [
  ['changes', (scope, id) => changeArticle(scope, { id, audience: 'everyone' })],
  ['writes', (scope, id) => writeArticle(scope, { id, language: 'en', title: 'New', body: 'New' })],
  ['publishes', (scope, id) => publishArticle(scope, { id })],
  ['archives', (scope, id) => archiveArticle(scope, { id })],
  ['restores', (scope, id) => restoreVersion(scope, { id, language: 'en', version: 1 })],
  ['takes a language from', (scope, id) => removeTranslation(scope, { id, language: 'de' })],
  ['withdraws', (scope, id) => withdrawArticle(scope, { id })],
];

describe.each(deeds)('who %s an article', (_name, deed) => {
  it('is of the tenant, and no contact and no key without the scope', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const { id } = await makeDraft(technician);
    const elsewhere = await asTechnician(await makeTenant());
    expect((await refusalOf(deed(elsewhere, id))).status).toBe(404);
    const contact = (await asContact(tenant)) as unknown as Scope<Staff>;
    expect((await refusalOf(deed(contact, id))).status).toBe(403);
    const reading = await asApiKey(tenant, ['knowledge:read']);
    const refusal = await refusalOf(deed(reading, id));
    expect([refusal.status, refusal.key]).toEqual([403, 'api.scopeMissing']);
  });
});

describe('creating an article', () => {
  it('gives each of one title a slug of its own', () => {
    const taken = new Set(['printer', 'printer-3']);
    const counts = new Map<string, number>();
    const free = () => {
      const slug = freeAmong(taken, 'Printer', counts);
      taken.add(slug);
      return slug;
    };
    expect([free(), free(), free()]).toEqual(['printer-2', 'printer-4', 'printer-5']);
  });

  it('begins a draft in its languages, with an entry', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const { result, events } = await withAudit(tenant, () =>
      createArticle(technician, {
        translations: {
          de: { title: 'Größe ändern', body: 'Text' },
          en: { title: 'Change the size', body: 'Text' },
        },
      }),
    );
    expect(events).toEqual(['article.created']);
    const article = await readKeptArticle(technician, result.id);
    expect(article).toMatchObject({ state: 'draft', audience: 'contacts', sourceLanguage: 'en' });
    expect(article.texts.map(({ language, slug, version }) => [language, slug, version])).toEqual([
      ['en', 'change-the-size', 1],
      ['de', 'grosse-andern', 1],
    ]);
  });

  it('gives a second article of one title a slug of its own', async () => {
    const technician = await asTechnician(await makeTenant());
    await makeDraft(technician, { title: 'Same' });
    const { id } = await makeDraft(technician, { title: 'Same' });
    expect((await readKeptArticle(technician, id)).texts[0]!.slug).toBe('same-2');
  });

  it('refuses contacts, companies of nobody and an unknown category', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const contact = (await asContact(tenant)) as unknown as Scope<Staff>;
    expect((await refusalOf(makeDraft(contact))).status).toBe(403);
    const none = await refusalOf(makeDraft(technician, { audience: 'companies' }));
    expect(none.fields).toEqual({ companyIds: 'knowledge.companiesMissing' });
    const foreign = await makeCompany(await makeTenant());
    const other = makeDraft(technician, { audience: 'companies', companyIds: [foreign.id] });
    expect((await refusalOf(other)).fields).toEqual({ companyIds: 'people.companyUnknown' });
    const lost = await refusalOf(makeDraft(technician, { categoryId: foreign.id }));
    expect(lost.fields).toEqual({ categoryId: 'knowledge.categoryUnknown' });
  });
});

describe('changing an article', () => {
  it('leaves one entry, and none where nothing changes', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const company = await makeCompany(tenant);
    const { id } = await makeDraft(technician);
    const reviewAt = new Date('2027-03-01T00:00:00Z');
    const change = { id, audience: 'companies' as const, companyIds: [company.id], reviewAt };
    const { events } = await withAudit(tenant, () => changeArticle(technician, change));
    expect(events).toEqual(['article.changed']);
    const again = await withAudit(tenant, () => changeArticle(technician, change));
    expect(again.events).toEqual([]);
    const { audience, companyIds } = await readKeptArticle(technician, id);
    expect([audience, companyIds]).toEqual(['companies', [company.id]]);
    await changeArticle(technician, { id, audience: 'contacts' });
    expect((await readKeptArticle(technician, id)).companyIds).toEqual([]);
  });
});

describe('writing an article', () => {
  it('adds a version, and marks translations of the one before as outdated', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const { id } = await makeDraft(technician);
    const german = { id, language: 'de' as const, title: 'Mail', body: 'Öffnen.' };
    await writeArticle(technician, german);
    const state = async () =>
      (await readKeptArticle(technician, id)).texts.map(({ language, version, isOutdated }) => [
        language,
        version,
        isOutdated,
      ]);
    expect(await state()).toEqual([
      ['en', 1, false],
      ['de', 1, false],
    ]);
    const english = { id, language: 'en' as const, title: 'Set up mail', body: 'New.' };
    const { events } = await withAudit(tenant, () => writeArticle(technician, english));
    expect(events).toEqual(['article.written']);
    expect(await state()).toEqual([
      ['en', 2, false],
      ['de', 1, true],
    ]);
    const listed = await readKeptArticles(technician, { needs: 'translation' });
    expect(listed.rows.map((row) => row.id)).toEqual([id]);
    await writeArticle(technician, { ...german, body: 'Half.', staysOutdated: true });
    expect((await state())[1]).toEqual(['de', 2, true]);
    await writeArticle(technician, { ...german, body: 'Late.', translatedFrom: 1 });
    expect((await state())[1], 'of what the translator saw').toEqual(['de', 3, true]);
    await writeArticle(technician, { ...german, body: 'Whole.', translatedFrom: 2 });
    expect((await state())[1]).toEqual(['de', 4, false]);
    const same = await withAudit(tenant, () =>
      writeArticle(technician, { ...german, body: 'Whole.' }),
    );
    expect(same.events).toEqual([]);
  });

  it('refuses who began from an older version', async () => {
    const technician = await asTechnician(await makeTenant());
    const { id } = await makeDraft(technician);
    const text = { id, language: 'en' as const, title: 'T', from: 1 };
    await writeArticle(technician, { ...text, body: 'first' });
    const late = await refusalOf(writeArticle(technician, { ...text, body: 'second' }));
    expect([late.status, late.key]).toEqual([409, 'knowledge.overtaken']);
  });

  it('nothing empty is published', async () => {
    const technician = await asTechnician(await makeTenant());
    const { id } = await makeDraft(technician, { body: ' ' });
    expect((await refusalOf(publishArticle(technician, { id }))).key).toBe('knowledge.empty');
    await writeArticle(technician, { id, language: 'en', title: 'T', body: 'Text' });
    await publishArticle(technician, { id });
    const empty = writeArticle(technician, { id, language: 'en', title: 'T', body: '' });
    expect((await refusalOf(empty)).key).toBe('knowledge.empty');
  });
});

describe('versions', () => {
  it('are kept, compared and brought back as the newest', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const { id } = await makeDraft(technician, { body: 'one\ntwo\nthree' });
    await writeArticle(technician, { id, language: 'en', title: 'Mail', body: 'one\n2\nthree' });
    const { lines } = await compareVersions(technician, { id, language: 'en', from: 1, to: 2 });
    expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'same one',
      'removed two',
      'added 2',
      'same three',
    ]);
    const { events } = await withAudit(tenant, () =>
      restoreVersion(technician, { id, language: 'en', version: 1 }),
    );
    expect(events).toEqual(['article.restored']);
    const versions = await readVersions(technician, id, 'en');
    expect(versions.map(({ version, restoredFrom }) => [version, restoredFrom])).toEqual([
      [3, 1],
      [2, null],
      [1, null],
    ]);
    expect((await readKeptArticle(technician, id)).texts[0]!.body).toBe('one\ntwo\nthree');
    const unknown = restoreVersion(technician, { id, language: 'en', version: 9 });
    expect((await refusalOf(unknown)).status).toBe(404);
    const elsewhere = await asTechnician(await makeTenant());
    expect((await refusalOf(readVersions(elsewhere, id, 'en'))).status).toBe(404);
    const contact = await asContact(tenant);
    expect((await refusalOf(readVersions(contact, id, 'en'))).status).toBe(403);
  });

  it('a removed translation goes on counting when it comes back', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const { id } = await makeDraft(technician);
    const german = { id, language: 'de' as const, title: 'Mail', body: 'Eins' };
    await writeArticle(technician, german);
    const { events } = await withAudit(tenant, () =>
      removeTranslation(technician, { id, language: 'de' }),
    );
    expect(events).toEqual(['article.translationRemoved']);
    expect(await writeArticle(technician, german)).toEqual({ version: 2 });
    const source = removeTranslation(technician, { id, language: 'en' });
    expect((await refusalOf(source)).key).toBe('knowledge.sourceStays');
  });
});

describe('an older translation that is brought back', () => {
  it('is outdated where its source has changed meanwhile', async () => {
    const technician = await asTechnician(await makeTenant());
    const { id } = await makeDraft(technician, { body: 'Old server.' });
    const german = { id, language: 'de' as const, title: 'VPN' };
    await writeArticle(technician, { ...german, body: 'Alter Server.' });
    await writeArticle(technician, { id, language: 'en', title: 'VPN', body: 'New server.' });
    await writeArticle(technician, { ...german, body: 'Neuer Server.' });
    const isOutdated = async () =>
      (await readKeptArticle(technician, id)).texts.find(({ language }) => language === 'de')!
        .isOutdated;
    expect(await isOutdated()).toBe(false);
    await restoreVersion(technician, { id, language: 'de', version: 1 });
    expect(await isOutdated()).toBe(true);
  });
});

describe('the address of a text that was removed', () => {
  it('leads its readers to the article, and is nobody else’s', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const [colleague, other] = [await makeCompany(tenant), await makeCompany(tenant)];
    const german = { language: 'de' as const, title: 'Post einrichten', body: 'Eins' };
    const given = { audience: 'companies' as const, companyIds: [colleague.id] };
    const { id, slug } = await makeArticle(technician, given);
    await writeArticle(technician, { id, ...german });
    await removeTranslation(technician, { id, language: 'de' });
    const reader = await asContact(tenant, { company: colleague });
    expect((await refusalOf(readArticle(reader, 'post-einrichten'))).status).toBe(404);
    expect(await slugSince(reader, 'post-einrichten')).toBe(slug);
    const strangers = [
      await asContact(tenant, { company: other }),
      await asContact(await makeTenant()),
      signedOutReader(reader),
    ];
    for (const one of strangers) expect(await slugSince(one, 'post-einrichten')).toBeUndefined();
    const next = await makeArticle(technician, { title: german.title });
    expect(next.slug).toBe('post-einrichten-2');
    await writeArticle(technician, { id, ...german });
    expect((await readArticle(reader, 'post-einrichten')).id).toBe(id);
    expect(await slugSince(reader, 'post-einrichten')).toBeUndefined();
  });
});

describe('the list of who keeps the knowledge base', () => {
  it('goes by state, title, language and page', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const one = await makeArticle(technician, { title: 'Café printer' });
    const two = await makeDraft(technician, { title: 'Scanner' });
    const ids = async (query: Parameters<typeof readKeptArticles>[1]) =>
      (await readKeptArticles(technician, query)).rows.map(({ id }) => id);
    expect(await ids({ state: 'draft' })).toEqual([two.id]);
    expect(await ids({ q: 'cafe' })).toEqual([one.id]);
    expect((await ids({ without: 'de' })).sort()).toEqual([one.id, two.id].sort());
    const first = await readKeptArticles(technician, { limit: 1 });
    const second = await readKeptArticles(technician, { limit: 1, cursor: first.nextCursor! });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual([two.id, one.id]);
    expect(second.nextCursor).toBeNull();
    // Both changed in the same microsecond: the second is not lost between two pages.
    await inTransaction(technician, (tx) =>
      tx.execute(sql`update articles set updated_at = '2026-03-01T10:00:00.123456Z'
        where tenant_id = ${tenant.id}`),
    );
    const { rows: shown, nextCursor } = await readKeptArticles(technician, { limit: 1 });
    const { rows: others } = await readKeptArticles(technician, { limit: 1, cursor: nextCursor! });
    expect([...shown, ...others].map(({ id }) => id).sort()).toEqual([one.id, two.id].sort());
    for (const key of ['yesterday', '0000-01-01T00:00:00Z', '2026-02-31T00:00:00Z', '\0']) {
      expect(await ids({ cursor: writeCursor({ key, id: one.id }) })).toHaveLength(2);
    }
    const key = '2026-03-01T10:00:00Z';
    expect(await ids({ cursor: writeCursor({ key, id: '-'.repeat(36) }) })).toHaveLength(2);
    const contact = (await asContact(tenant)) as unknown as Scope<Staff>;
    expect((await refusalOf(readKeptArticles(contact))).status).toBe(403);
  });
});

it('two who write one title at the same time get a slug each', async () => {
  const technician = await asTechnician(await makeTenant());
  const made = await Promise.all([1, 2, 3].map(() => makeDraft(technician)));
  const slugs = await Promise.all(
    made.map(async ({ id }) => (await readKeptArticle(technician, id)).texts[0]!.slug),
  );
  expect(slugs.toSorted()).toEqual(['set-up-mail', 'set-up-mail-2', 'set-up-mail-3']);
});

it('is said to be out from its time on, whether or not the job has been there', async () => {
  const technician = await asTechnician(await makeTenant());
  const { id } = await makeDraft(technician);
  const publishAt = new Date(clock.now().getTime() + hours(1));
  await publishArticle(technician, { id, publishAt });
  const isOut = async () => (await readKeptArticle(technician, id)).isOut;
  expect(await isOut()).toBe(false);
  const real = clock.now;
  try {
    clock.now = () => new Date(real().getTime() + hours(2));
    expect(await isOut()).toBe(true);
  } finally {
    clock.now = real;
  }
});
