import { describe, expect, it } from 'vitest';
import type { Scope, Staff } from '@/access/scope';
import { discardDraft } from '@/knowledge/drafts/discard-draft';
import { publishDraft } from '@/knowledge/drafts/publish-draft';
import { saveDraft } from '@/knowledge/drafts/save-draft';
import { readArticle } from '@/knowledge/read-article';
import { readKeptArticle } from '@/knowledge/read-kept-article';
import { readKeptArticles } from '@/knowledge/read-kept-articles';
import { removeTranslation } from '@/knowledge/remove-translation';
import { writeArticle } from '@/knowledge/write-article';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeTenant } from '~tests/setup/tenants';
import { makeArticle, makeDraft } from './articles';

await freshDatabase();

const language = 'en' as const;
const text = { language, title: 'Set up mail again', body: 'Open **Settings**.' };

async function withDraft() {
  const tenant = await makeTenant();
  const technician = await asTechnician(tenant);
  const { id, slug } = await makeArticle(technician);
  await saveDraft(technician, { id, ...text });
  return { tenant, technician, id, slug };
}

const deeds: [string, (scope: Scope<Staff>, id: string) => Promise<unknown>][] = [
  ['saves', (scope, id) => saveDraft(scope, { id, ...text, body: 'New' })],
  ['publishes', (scope, id) => publishDraft(scope, { id, language })],
  ['discards', (scope, id) => discardDraft(scope, { id, language })],
];

describe.each(deeds)('who %s a draft of an article', (_name, deed) => {
  it('is of the tenant, and no contact and no key without the scope', async () => {
    const { tenant, technician, id } = await withDraft();
    const elsewhere = await asTechnician(await makeTenant());
    expect((await refusalOf(deed(elsewhere, id))).status).toBe(404);
    const contact = (await asContact(tenant)) as unknown as Scope<Staff>;
    expect((await refusalOf(deed(contact, id))).status).toBe(403);
    const reading = await asApiKey(tenant, ['knowledge:read']);
    expect((await refusalOf(deed(reading, id))).key).toBe('api.scopeMissing');
    expect((await readKeptArticle(technician, id)).drafts).toHaveLength(1);
  });
});

describe('a draft of an article that is out', () => {
  it('is seen by nobody but who keeps the knowledge base, until it is published', async () => {
    const { tenant, technician, id, slug } = await withDraft();
    const contact = await asContact(tenant);
    expect((await readArticle(contact, slug)).body).toBe('Open **Mail**.');
    const kept = await readKeptArticle(technician, id);
    expect(kept.drafts).toMatchObject([{ ...text, basedOn: 1, revision: 1 }]);
    expect((await readKeptArticles(technician, { needs: 'publication' })).rows).toMatchObject([
      { id, hasDraft: true },
    ]);
    const { result, events } = await withAudit(tenant, () =>
      publishDraft(technician, { id, language, revision: 1 }),
    );
    expect([result, events]).toEqual([{ version: 2 }, ['article.written']]);
    expect(await readArticle(contact, slug)).toMatchObject({ title: text.title, body: text.body });
    expect((await readKeptArticle(technician, id)).drafts).toEqual([]);
    expect((await readKeptArticles(technician, { needs: 'publication' })).rows).toEqual([]);
    expect((await refusalOf(publishDraft(technician, { id, language }))).status).toBe(404);
  });

  it('leaves one entry a save, and none where nothing changes', async () => {
    const { tenant, technician, id } = await withDraft();
    const next = { id, ...text, body: 'Next', revision: 1 };
    const { result, events } = await withAudit(tenant, () => saveDraft(technician, next));
    expect([result, events]).toEqual([{ revision: 2 }, ['article.draftSaved']]);
    const same = await withAudit(tenant, () => saveDraft(technician, { ...next, revision: 2 }));
    expect(same.events).toEqual([]);
  });

  it('is thrown away with an entry, and what readers see stays', async () => {
    const { tenant, technician, id, slug } = await withDraft();
    const { events } = await withAudit(tenant, () => discardDraft(technician, { id, language }));
    expect(events).toEqual(['article.draftDiscarded']);
    expect((await readArticle(technician, slug)).version).toBe(1);
    expect((await refusalOf(discardDraft(technician, { id, language }))).status).toBe(404);
  });

  it('is not overwritten by who began from an older one, nor published unseen', async () => {
    const { technician, id } = await withDraft();
    const late = saveDraft(technician, { id, ...text, body: 'Mine', revision: 0 });
    expect((await refusalOf(late)).key).toBe('knowledge.draftOvertaken');
    await saveDraft(technician, { id, ...text, body: 'Newer', revision: 1 });
    const unseen = publishDraft(technician, { id, language, revision: 1 });
    expect((await refusalOf(unseen)).key).toBe('knowledge.draftOvertaken');
    expect((await readKeptArticle(technician, id)).drafts[0]!.body).toBe('Newer');
  });

  it('does not overwrite a version that its writer has not seen', async () => {
    const { technician, id, slug } = await withDraft();
    await writeArticle(technician, { id, language, title: 'Mail', body: 'Corrected.' });
    const late = await refusalOf(publishDraft(technician, { id, language }));
    expect([late.status, late.key]).toEqual([409, 'knowledge.overtaken']);
    expect((await readArticle(technician, slug)).body).toBe('Corrected.');
    await saveDraft(technician, { id, ...text, from: 2, revision: 1 });
    expect(await publishDraft(technician, { id, language })).toEqual({ version: 3 });
  });

  it('is outdated where its source has changed since its writer saw it', async () => {
    const { technician, id } = await withDraft();
    const german = { id, language: 'de' as const, title: 'Mail', body: 'Öffnen.' };
    const isOutdated = async () => (await readKeptArticle(technician, id)).texts[1]!.isOutdated;
    await saveDraft(technician, german);
    await writeArticle(technician, { id, language, title: 'Mail', body: 'Corrected.' });
    await publishDraft(technician, { id, language: 'de' });
    expect(await isOutdated()).toBe(true);
    await saveDraft(technician, { ...german, body: 'Später gespeichert.', translatedFrom: 1 });
    await publishDraft(technician, { id, language: 'de' });
    expect(await isOutdated()).toBe(true);
    await saveDraft(technician, { ...german, body: 'Berichtigt.' });
    await publishDraft(technician, { id, language: 'de' });
    expect(await isOutdated()).toBe(false);
  });

  it('may begin a language, goes with it, and is not published empty', async () => {
    const { technician, id } = await withDraft();
    const german = { id, language: 'de' as const, title: 'Mail', body: '' };
    await saveDraft(technician, german);
    const empty = await refusalOf(publishDraft(technician, { id, language: 'de' }));
    expect([empty.status, empty.key]).toEqual([422, 'knowledge.empty']);
    await saveDraft(technician, { ...german, body: 'Öffnen.' });
    expect(await publishDraft(technician, { id, language: 'de' })).toEqual({ version: 1 });
    await saveDraft(technician, { ...german, body: 'Neu.' });
    await removeTranslation(technician, { id, language: 'de' });
    const { drafts } = await readKeptArticle(technician, id);
    expect(drafts.map((draft) => draft.language)).toEqual(['en']);
  });
});

it('an article that is a draft itself may have one too', async () => {
  const technician = await asTechnician(await makeTenant());
  const { id } = await makeDraft(technician);
  await saveDraft(technician, { id, ...text });
  expect(await publishDraft(technician, { id, language })).toEqual({ version: 2 });
});
