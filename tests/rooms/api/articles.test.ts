import { describe, expect, it } from 'vitest';
import { freshDatabase } from '~tests/setup/fresh-database';
import { apiTenant, ask, keyFor } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();
const body = { translations: { en: { title: 'Clear a paper jam', body: 'Open the **cover**.' } } };

describe('articles by the API', () => {
  it('are written, translated, published, scheduled and put away', async () => {
    const made = await a.call('POST', '/articles', { body });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ state: 'draft', audience: 'contacts', sourceLanguage: 'en' });
    const { id } = made.json;
    const translations = { de: { title: 'Papierstau', body: 'Klappe öffnen.' } };
    const changed = await a.call('PATCH', `/articles/${id}`, {
      body: { audience: 'everyone', translations },
    });
    expect(changed.json).toMatchObject({
      audience: 'everyone',
      translations: { de: { slug: 'papierstau', version: 1, isOutdated: false } },
    });
    const publishAt = new Date(Date.now() + 3_600_000).toISOString();
    const later = await a.call('POST', `/articles/${id}/publish`, { body: { publishAt } });
    expect(later.json).toMatchObject({ state: 'scheduled', publishAt });
    const now = await a.call('POST', `/articles/${id}/publish`, { body: {} });
    expect(now.json.state).toBe('published');
    const listed = await a.call('GET', '/articles?state=published');
    expect(listed.json.data.map((one: { id: string }) => one.id)).toEqual([id]);
    const removed = await a.call('DELETE', `/articles/${id}/translations/de`);
    expect(removed.status).toBe(204);
    expect((await a.call('DELETE', `/articles/${id}/translations/en`)).status).toBe(409);
    expect((await a.call('POST', `/articles/${id}/withdraw`)).json.state).toBe('draft');
    expect((await a.call('POST', `/articles/${id}/archive`)).json.state).toBe('archived');
  });

  it('a change with one bad part changes nothing', async () => {
    const { id } = (await a.call('POST', '/articles', { body })).json;
    await a.call('POST', `/articles/${id}/publish`, { body: {} });
    const refused = await a.call('PATCH', `/articles/${id}`, {
      body: { audience: 'everyone', translations: { de: { title: 'Leer', body: '' } } },
    });
    expect(refused.status).toBe(422);
    const { audience, translations } = (await a.call('GET', `/articles/${id}`)).json;
    expect([audience, Object.keys(translations)]).toEqual(['contacts', ['en']]);
  });

  it('are of the key’s tenant alone, and need the scope', async () => {
    const { id } = (await a.call('POST', '/articles', { body })).json;
    expect((await b.call('GET', `/articles/${id}`)).status).toBe(404);
    expect((await b.call('POST', `/articles/${id}/publish`, { body: {} })).status).toBe(404);
    const key = await keyFor(a.tenant, ['knowledge:read']);
    const refused = await ask(a.tenant.managedHost, 'POST', '/articles', { key, body });
    expect(refused.status).toBe(403);
  });
});

describe('categories by the API', () => {
  it('are a tree that is named, hung elsewhere and cut', async () => {
    const top = (await a.call('POST', '/categories', { body: { names: { en: 'Mail' } } })).json;
    const below = await a.call('POST', '/categories', {
      body: { names: { en: 'Phones' }, parentId: top.id },
    });
    expect(below.json).toMatchObject({ parentId: top.id, names: { en: 'Phones' } });
    const changed = await a.call('PATCH', `/categories/${below.json.id}`, {
      body: { names: { en: 'Phones', de: 'Telefone' }, parentId: null },
    });
    expect(changed.json).toMatchObject({ parentId: null, names: { de: 'Telefone' } });
    const listed = await a.call('GET', '/categories');
    expect(listed.json.data).toHaveLength(2);
    expect((await b.call('DELETE', `/categories/${top.id}`)).status).toBe(404);
    expect((await a.call('DELETE', `/categories/${top.id}`)).status).toBe(204);
  });
});
