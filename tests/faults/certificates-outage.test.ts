import { afterAll, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { enqueueDueWork } from '@/certificates/due-work';
import { orderCertificate } from '@/certificates/order-certificate';
import { days, hours } from '@/platform/clock';
import { startAcmeProxy } from '~tests/setup/acme-proxy';
import {
  certificatesOf,
  domainOf,
  makeDomain,
  ordersOf,
  runCertificateJobs,
  startHttpResponder,
  trustAuthority,
  useAuthority,
} from '~tests/setup/certificates';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startPebble } from '~tests/setup/pebble';
import { onDatabase } from '~tests/setup/statement';
import { makeTenant } from '~tests/setup/tenants';

const lifetime = days(45);
const web = await startHttpResponder();
const pebble = await startPebble({ httpPort: web.port, lifetime: lifetime / 1_000 });
const proxy = await startAcmeProxy(pebble);
useAuthority(proxy.directoryUrl);
const urls = await freshDatabase();
trustAuthority(pebble.ca, urls);
afterAll(async () => {
  await proxy.stop();
  await Promise.all([pebble.stop(), web.stop()]);
});

const step = hours(6);

/** Six hours pass: everything that has a time moves back by as much. */
const passTime = () =>
  onDatabase(
    urls.admin,
    `DO $$ DECLARE c record; BEGIN
      SET LOCAL session_replication_role = replica;
      FOR c IN SELECT table_schema, table_name,
          string_agg(format('%1$I = %1$I - interval ''6 hours''', column_name), ', ') AS moves
        FROM information_schema.columns
        WHERE data_type = 'timestamp with time zone'
          AND (table_schema, table_name) IN (('public', 'certificates'), ('public', 'certificate_orders'),
            ('public', 'domains'), ('installation', 'authorities'))
        GROUP BY 1, 2
      LOOP EXECUTE format('UPDATE %I.%I SET %s', c.table_schema, c.table_name, c.moves); END LOOP;
    END $$`,
  );

it('an authority that is down for 5 of 120 days lets no certificate expire', async () => {
  const tenant = await makeTenant();
  const hosts: string[] = [];
  for (let n = 0; n < 3; n++) {
    const { host } = await makeDomain(tenant);
    await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
    hosts.push(host);
  }
  await runCertificateJobs(urls, [tenant]);
  // It falls out where it hurts: as the first renewals are due.
  const outage = { from: days(30) - hours(12), to: days(35) - hours(12) };
  let least = lifetime;
  let refused = 0;
  for (let day = 0; day < days(120); day += step) {
    await passTime();
    const isDown = day >= outage.from && day < outage.to;
    proxy.counts = {};
    proxy.mood = () => (isDown ? { answer: 503 } : undefined);
    await enqueueDueWork();
    await runCertificateJobs(urls, [tenant]);
    if (isDown) refused += proxy.total();
    for (const host of hosts) {
      const latest = (await certificatesOf(tenant, host)).at(-1)!;
      const left = latest.notAfter.getTime() - Date.now();
      expect(left, `${host} on day ${day / days(1)}`).toBeGreaterThan(0);
      least = Math.min(least, left);
    }
  }
  expect(refused).toBeGreaterThan(10);
  expect(least).toBeLessThan(days(11));
  expect(least).toBeGreaterThan(days(9));
  for (const host of hosts) {
    expect(await certificatesOf(tenant, host)).toHaveLength(4);
    expect(await ordersOf(tenant, host)).toHaveLength(4);
    expect(await domainOf(tenant, host)).toMatchObject({ state: 'active', cause: null });
  }
}, 300_000);
