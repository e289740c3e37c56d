import { sql } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { atTheDoor } from '@/access/in-transaction';
import { closeDatabase, openDatabase } from '@/platform/db';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';
import { openSite, request, sendRaw } from '../rooms/server/open-site';
import { openRelay } from '../rooms/server/relay';

const urls = await freshDatabase();
const { managedHost } = await makeTenant();
const relay = await openRelay(urls.runtime);
await closeDatabase();
openDatabase(relay.url, 3);
afterAll(() => relay.close());

const site = await openSite({
  handle: async (_request, answer) => {
    await atTheDoor((tx) => tx.execute(sql`select 1`)).catch(() => {});
    answer.setHeader('Content-Type', 'text/html');
    answer.end('<p>a page</p>');
  },
});
const ask = (path: string) =>
  sendRaw(site.port, request(`GET ${path}`, { Host: managedHost }), 20_000);

it('a Postgres that says nothing is away within ten seconds, and back at once', async () => {
  expect((await ask('/')).status).toBe(200);
  relay.freeze();
  const began = Date.now();
  const [ready, alive, ...pages] = await Promise.all([
    ask('/readyz'),
    ask('/healthz'),
    ...Array.from({ length: 6 }, () => ask('/')),
  ]);
  expect([ready.status, alive.status]).toEqual([503, 200]);
  for (const page of pages)
    expect(page).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
  expect(Date.now() - began).toBeLessThan(14_000);
  relay.thaw();
  const back = Date.now();
  expect((await ask('/')).status).toBe(200);
  expect((await ask('/readyz')).status).toBe(200);
  expect(Date.now() - back).toBeLessThan(5_000);
});
