import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { webVisitor } from '~tests/setup/web-visitor';

/** What signed-out readers say of an article: by forms without scripts, and by nothing else. */
let server: ServerProcess;
let a: ServedTenant;
let path: string;
let listed: string;

beforeAll(async () => {
  server = await startServer({ env: { TRUSTED_PROXIES: 'loopback' } });
  a = await serveTenant(server, 'accordion');
  const translations = { en: { title: 'Tune it', body: 'Turn the **peg**.' } };
  const made = { audience: 'everyone', translations };
  const { id } = (await a.api('POST', '/articles', { body: made })).json;
  await a.api('POST', `/articles/${id}/publish`, { body: {} });
  path = '/knowledge-base/tune-it';
  listed = `/articles/${id}/feedback`;
}, 180_000);
afterAll(() => server?.stop());

const said = async () => (await a.api('GET', listed)).json.data;

it('looking says nothing and leaves no cookie; each browser has one say, which it may change', async () => {
  const reader = webVisitor(a.origin);
  for (const query of ['', '?verdict=no', '?verdict=yes&reason=other']) {
    const page = await reader.get(path + query);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Was this helpful?');
  }
  expect(reader.cookie()).not.toContain('article-reader');
  expect(await said()).toEqual([]);

  const sorry = await reader.submit(path, 'articleId', { verdict: 'no' });
  expect(sorry.text).toContain('Can you tell us why?');
  await reader.submit(path, 'articleId', { verdict: 'no', reason: 'unclear', comment: 'Which?' });
  expect(await said()).toMatchObject([{ verdict: 'no', reason: 'unclear', contact: null }]);
  await reader.submit(path, 'articleId', { verdict: 'yes' });
  expect(await said()).toMatchObject([{ verdict: 'yes', comment: '' }]);

  // A key that nobody signed is none: another browser has a say of its own.
  const forged = webVisitor(a.origin, { cookie: `article-reader=${'A'.repeat(22)}.forged` });
  await forged.submit(path, 'articleId', { verdict: 'no' });
  expect(forged.cookie()).not.toContain('forged');
  expect(await said()).toHaveLength(2);
});

it('one network says so much in a quarter of an hour and no more', async () => {
  const answers: number[] = [];
  for (let n = 0; n < 31; n++) {
    const reader = webVisitor(a.origin, { headers: { 'x-forwarded-for': '203.0.113.77' } });
    answers.push((await reader.submit(path, 'articleId', { verdict: 'yes' })).status);
  }
  expect(answers.filter((status) => status === 429)).toHaveLength(1);
  const elsewhere = webVisitor(a.origin, { headers: { 'x-forwarded-for': '203.0.114.77' } });
  expect((await elsewhere.submit(path, 'articleId', { verdict: 'yes' })).status).toBe(200);
});
