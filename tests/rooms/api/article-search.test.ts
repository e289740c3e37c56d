import { expect, it } from 'vitest';
import { makeArticle } from '~tests/rooms/knowledge/articles';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asTechnician } from '~tests/setup/tenants';
import { apiTenant, ask, keyFor } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();

it('searches the articles of the key’s tenant, in the language that is asked for', async () => {
  const translations = {
    en: { title: 'Clear a paper jam', body: 'Open the cover.' },
    de: { title: 'Papierstau beheben', body: 'Öffnen Sie die Klappe.' },
  };
  await makeArticle(await asTechnician(a.tenant), { translations });
  const found = await a.call('GET', '/articles/search?q=Papierstua&language=de');
  expect(found.status).toBe(200);
  expect(found.json.data).toMatchObject([
    {
      title: 'Papierstau beheben',
      language: 'de',
      titlePieces: [
        { text: 'Papierstau', isHit: true },
        { text: ' beheben', isHit: false },
      ],
    },
  ]);
  expect(found.json.nextCursor).toBeNull();
  expect((await a.call('GET', '/articles/search?q=birthday+cake')).json.data).toEqual([]);
  expect((await b.call('GET', '/articles/search?q=paper+jam')).json.data).toEqual([]);
});

it('refuses what is no question, and keys without the scope', async () => {
  for (const query of ['', '?q=', '?q=mail&language=xx', '?q=mail&lang=de']) {
    expect((await a.call('GET', `/articles/search${query}`)).status, query).toBe(422);
  }
  const key = await keyFor(a.tenant, ['tickets:read']);
  const refused = await ask(a.tenant.managedHost, 'GET', '/articles/search?q=mail', { key });
  expect(refused.status).toBe(403);
});
