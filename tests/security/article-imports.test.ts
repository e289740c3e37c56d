import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { visit } from '~tests/setup/visit';
import { type WebVisitor, webVisitor } from '~tests/setup/web-visitor';
import { folderOf, zipOf } from '~tests/setup/zip-of';
import { stateOfTenant } from './state-of-tenant';

/** Threats 2, 3, 6, 21 and 22 for files of articles, and for taking all articles along. */
let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;

beforeAll(async () => {
  server = await startServer();
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki');
}, 180_000);
afterAll(() => server?.stop());

const headers = { 'content-type': 'application/zip' };
const check = (visitor: WebVisitor, body: Buffer) =>
  visitor.send('/api/article-imports?fileName=help.zip', { method: 'POST', headers, body });
const file = folderOf({ 'Mail/a.md': 'Hello', 'b.html': '<script>alert(1)</script><p>x</p>' });

it('says what would become of each article, also of a file that is larger than a form', async () => {
  const answer = await check(b.admin, file);
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store' });
  const lines = answer.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({ value: { creates: 2, newCategories: ['Mail'] } });
  const noise = Buffer.alloc(12 * 1024 * 1024).map((_, at) => (at * 2654435761) >>> 13);
  const heavy = await check(
    b.admin,
    zipOf([
      { name: 'a.md', data: 'Hello' },
      { name: 'n.bin', data: noise, method: 0 },
    ]),
  );
  expect(heavy.status).toBe(200);
  expect(heavy.text).toContain('"creates":1');
});

it('refuses what is hostile with its reason, and keeps nothing of it', async () => {
  const before = await stateOfTenant(server.databaseUrl, b.id);
  const hostile = [
    [zipOf([{ name: '../../x.md', data: 'x' }]), 422, 'articleImport.badName'],
    [zipOf([{ name: 'x.md', data: Buffer.alloc(5_000_000) }]), 422, 'articleImport.tooDense'],
    [Buffer.from('MZ'), 415, 'articleImport.noArchive'],
  ] as const;
  for (const [body, status, code] of hostile) {
    const answer = await check(b.admin, body);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code]);
  }
  expect(await stateOfTenant(server.databaseUrl, b.id)).toEqual(before);
});

it('is refused from whoever is no admin of the tenant, and changes nothing', async () => {
  const before = await stateOfTenant(server.databaseUrl, b.id);
  const foreign = webVisitor(b.origin, { cookie: a.admin.cookie() });
  for (const visitor of [webVisitor(b.origin), b.contact, foreign]) {
    expect((await check(visitor, file)).status).toBe(401);
    const taken = await visitor.send('/console/knowledge-base/export/file', {});
    expect(taken.text).not.toContain('PK\x03\x04');
  }
  const elsewhere = await b.admin.send('/api/article-imports', {
    method: 'POST',
    headers: { ...headers, origin: a.origin },
    body: file,
  });
  expect(elsewhere.status).toBe(403);
  expect(await stateOfTenant(server.databaseUrl, b.id)).toEqual(before);
});

it('gives an admin everything as a download', async () => {
  const answer = await b.admin.send('/console/knowledge-base/export/file', {});
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename="knowledge-base.zip"',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  expect(answer.text).toContain('knowledge-base.json');
});

it('does the same for a key, once for an Idempotency-Key', async () => {
  const ask = async (path: string, method = 'GET', body?: Buffer, more = {}) => {
    const sent = { authorization: `Bearer ${b.key}`, ...more };
    const answer = await visit(b.origin, `/api/v1${path}`, { method, headers: sent, body });
    return { ...answer, text: answer.body.toString() };
  };
  const once = { ...headers, 'idempotency-key': 'articles-1' };
  const first = await ask('/article-imports?fileName=a.zip', 'POST', file, once);
  expect(first.status).toBe(201);
  const again = await ask('/article-imports?fileName=a.zip', 'POST', file, once);
  expect(again.text).toBe(first.text);
  const { importId } = JSON.parse(first.text);
  const json = { 'content-type': 'application/json' };
  const run = await ask(`/article-imports/${importId}/run`, 'POST', Buffer.from('{}'), json);
  expect(JSON.parse(run.text)).toMatchObject({ importId, articles: 2 });
  expect(
    (await ask(`/article-imports/${importId}/run`, 'POST', Buffer.from('{}'), json)).status,
  ).toBe(409);
  expect((await ask(`/article-imports/${importId}`)).status).toBe(200);
  const zip = await ask('/articles.zip');
  expect(zip.headers['content-type']).toBe('application/zip');
  expect(zip.text).toContain('knowledge-base.json');
});
