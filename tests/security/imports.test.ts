import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { type WebVisitor, webVisitor } from '~tests/setup/web-visitor';
import { stateOfTenant } from './state-of-tenant';

/** Threats 2, 3 and 6 for the dry run of a file, and what comes of it line by line. */
let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;

beforeAll(async () => {
  server = await startServer();
  a = await serveTenant(server, 'alphorn');
  b = await serveTenant(server, 'bazouki');
}, 180_000);
afterAll(() => server?.stop());

const headers = { 'content-type': 'text/csv' };
const check = (visitor: WebVisitor, body: string, path = '/api/imports/contacts?face=console') =>
  visitor.send(path, { method: 'POST', headers, body });
const file = 'company,name\nBazouki IT Customer,Mia\nNowhere,Tom';

it('says how far it is and what would become of each line, and knows its own tenant alone', async () => {
  const answer = await check(b.admin, file);
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store' });
  const lines = answer.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toEqual({ done: 2, total: 2 });
  expect(lines[1]).toMatchObject({ value: { creates: 1, bad: 1 } });
  const foreign = await check(a.admin, file);
  expect(foreign.text).toContain('"creates":0');
});

it('is refused from whoever is no admin of the tenant, and changes nothing', async () => {
  const before = await stateOfTenant(server.databaseUrl, b.id);
  const strangers = [
    webVisitor(b.origin),
    b.contact,
    webVisitor(b.origin, { cookie: a.admin.cookie() }),
  ];
  for (const visitor of strangers) expect((await check(visitor, file)).status).toBe(401);
  const elsewhere = await b.admin.send('/api/imports/contacts', {
    method: 'POST',
    headers: { ...headers, origin: a.origin },
    body: file,
  });
  expect(elsewhere.status).toBe(403);
  expect(await stateOfTenant(server.databaseUrl, b.id)).toEqual(before);
});

it('refuses what is no file of people, of another kind or too large, with its reason', async () => {
  const noHeader = await check(b.admin, 'a,b\n1,2');
  expect(noHeader.status).toBe(422);
  expect(JSON.parse(noHeader.text)).toMatchObject({ code: 'people.importNoHeader' });
  expect((await check(b.admin, file, '/api/imports/tickets')).status).toBe(404);
  const heavy = await check(b.admin, `company,name\n${'x'.repeat(5_000_000)}`);
  expect(heavy.status).toBe(413);
});
