import { afterAll, expect, it, vi } from 'vitest';
import { closeDatabase, openDatabase } from '@/platform/db';
import { closeEar, openEar } from '@/platform/notify';
import { openSite } from '~tests/rooms/server/open-site';
import { openRelay } from '~tests/rooms/server/relay';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeDomain, storeCertificate } from '~tests/setup/own-domain';
import { makeTenant } from '~tests/setup/tenants';
import { makeTestCa } from '~tests/setup/test-ca';
import { askHttp2, askSecurely, openHttp2, shakeHands, shownAt } from '~tests/setup/tls-clients';

/** Fault 8: the database is down, and hosts that were known are served from memory. */
const urls = await freshDatabase();
const relay = await openRelay(urls.runtime);
await closeDatabase();
openDatabase(relay.url, 3);
await openEar(relay.url);
afterAll(async () => {
  relay.mend();
  await closeEar();
  relay.close();
});
const tenant = await makeTenant('Acme IT');
const ca = await makeTestCa();
const known = 'help.acme.test';
const unseen = 'new.acme.test';
for (const host of [known, unseen]) {
  await makeDomain(tenant, host, { isSecure: true });
  await storeCertificate(tenant, host, await ca.issue(host));
}
const site = await openSite({ tls: true });
const at = { ca: ca.root };

it('a known host is served without the database, quickly, by both protocols', async () => {
  expect((await askSecurely(site.tlsPort, { host: known, ...at })).status).toBe(200);
  relay.cut();
  for (let count = 0; count < 20; count++) {
    const began = performance.now();
    expect((await askSecurely(site.tlsPort, { host: known, ...at })).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(1_000);
  }
  const session = await openHttp2(site.tlsPort, known, ca.root);
  expect((await askHttp2(session, { ':path': '/' })).status).toBe(200);
  session.destroy();
  await expect(shakeHands(site.tlsPort, { ...at, servername: unseen })).rejects.toThrow(/alert/);
});

it('even one whose certificate was said to have changed, however the database is away', async () => {
  site.contexts?.outdate();
  expect((await askSecurely(site.tlsPort, { host: known, ...at })).status).toBe(200);
  relay.mend();
  expect((await askSecurely(site.tlsPort, { host: known, ...at })).status).toBe(200);
  relay.freeze();
  site.contexts?.outdate();
  const began = performance.now();
  expect((await askSecurely(site.tlsPort, { host: known, ...at })).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(2_000);
  relay.cut();
  relay.thaw();
});

it('after it is back, what was replaced meanwhile is shown, though nobody said so', async () => {
  relay.cut();
  await closeDatabase();
  openDatabase(urls.runtime, 3); // by another way than the ear's
  const before = await shownAt(site.tlsPort, known, ca.root);
  const next = await ca.issue(known, { days: 200 });
  await storeCertificate(tenant, known, next);
  expect(await shownAt(site.tlsPort, known, ca.root)).toBe(before);
  relay.mend(); // the ear comes back, and everything is asked about anew
  await vi.waitFor(
    async () => expect(await shownAt(site.tlsPort, known, ca.root)).toBe(next.fingerprint),
    { timeout: 10_000, interval: 100 },
  );
  await vi.waitFor(() => shownAt(site.tlsPort, unseen, ca.root), { timeout: 5_000, interval: 100 });
});
