import { expect, it } from 'vitest';
import { freshDatabase } from '~tests/setup/fresh-database';
import { apiTenant, ask, keyFor, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();
const { contact } = await makePeople(a, 'Reader');
const stranger = (await makePeople(b, 'Stranger')).contact;

async function makeArticle(audience = 'contacts') {
  const body = { audience, translations: { en: { title: 'Fonts', body: 'Text' } } };
  const { id } = (await a.call('POST', '/articles', { body })).json;
  await a.call('POST', `/articles/${id}/publish`, { body: {} });
  return id as string;
}
const no = { contactId: contact.id, language: 'en', verdict: 'no' };

it('is noted for a contact, listed, handled, and answered by a better article', async () => {
  const id = await makeArticle();
  const path = `/articles/${id}/feedback`;
  const noted = await a.call('POST', path, { body: { ...no, reason: 'outdated', comment: 'Old' } });
  expect(noted.status).toBe(201);
  expect(noted.json).toMatchObject({
    ...{ verdict: 'no', reason: 'outdated', comment: 'Old', state: 'open', version: 1 },
    ...{ contact: { id: contact.id }, article: { id, title: 'Fonts' }, toldAt: null },
  });
  expect((await a.call('GET', `${path}?state=open`)).json.data).toEqual([noted.json]);
  const entry = `${path}/${noted.json.id}`;
  expect((await a.call('PATCH', entry, { body: { state: 'handled' } })).status).toBe(204);
  expect((await a.call('GET', `${path}?state=open`)).json.data).toEqual([]);
  await a.call('PATCH', `/contacts/${contact.id}`, { body: { email: 'reader@ada.test' } });
  const translations = { en: { title: 'Fonts', body: 'Better' } };
  await a.call('PATCH', `/articles/${id}`, { body: { translations } });
  const [told] = (await a.call('GET', path)).json.data;
  expect(told).toMatchObject({ isOlder: true, toldAt: expect.any(String) });
});

it('knows nobody else’s contacts and articles, and nothing that its reader may not see', async () => {
  const id = await makeArticle();
  const path = `/articles/${id}/feedback`;
  const unknown = await a.call('POST', path, { body: { ...no, contactId: stranger.id } });
  expect(unknown.status).toBe(422);
  expect((await b.call('GET', path)).status).toBe(404);
  const foreign = { ...no, contactId: stranger.id };
  expect((await b.call('POST', path, { body: foreign })).status).toBe(404);
  const hidden = await makeArticle('technicians');
  expect((await a.call('POST', `/articles/${hidden}/feedback`, { body: no })).status).toBe(404);
  expect((await a.call('POST', path, { body: { ...no, language: 'de' } })).status).toBe(404);
  const key = await keyFor(a.tenant, ['knowledge:read']);
  const refused = await ask(a.tenant.managedHost, 'POST', path, { key, body: no });
  expect(refused.status).toBe(403);
});
