import { eq } from 'drizzle-orm';
import { Client } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { readEnv } from '@/platform/env';
import { newId } from '@/platform/ids';
import { listen, notify } from '@/platform/notify';
import { tenantOfHost } from '@/tenants/host-index';
import { domains } from '@/tenants/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase({ ear: true });

describe('host → tenant', () => {
  it('knows the provider, a managed host and nobody', async () => {
    const tenant = await makeTenant();
    expect(await tenantOfHost(readEnv().BASE_DOMAIN)).toEqual({ kind: 'provider' });
    expect(await tenantOfHost(tenant.managedHost)).toEqual({
      kind: 'managed',
      isReady: true,
      isSecure: false,
      hsts: false,
      tenant,
    });
    expect(await tenantOfHost(`a.${tenant.managedHost}`)).toBeUndefined();
    expect(await tenantOfHost('nobody.example')).toBeUndefined();
  });

  it('learns of a new host at once, though it was asked about before', async () => {
    const tenant = await makeTenant();
    const host = 'help.acme.test';
    expect(await tenantOfHost(host)).toBeUndefined();
    await inTenant(tenant.id, async (tx) => {
      await tx
        .insert(domains)
        .values({ tenantId: tenant.id, id: newId(), host, kind: 'custom', verifiedAt: new Date() });
      await notify(tx, 'servicedesk_domains', { host });
    });
    await vi.waitFor(async () => {
      expect(await tenantOfHost(host)).toMatchObject({ kind: 'custom', tenant: { id: tenant.id } });
    });
    await inTenant(tenant.id, async (tx) => {
      await tx.delete(domains).where(eq(domains.host, host));
      await notify(tx, 'servicedesk_domains', { host });
    });
    await vi.waitFor(async () => expect(await tenantOfHost(host)).toBeUndefined());
  });

  it('believes no answer that was on its way when the host changed', async () => {
    const tenant = await makeTenant();
    const host = 'race.acme.test';
    const row = { tenantId: tenant.id, id: newId(), host, kind: 'custom' as const };
    await inTenant(tenant.id, (tx) =>
      tx.insert(domains).values({ ...row, verifiedAt: new Date() }),
    );
    const heard = vi.fn();
    const stop = listen('servicedesk_domains', heard);
    const writer = new Client({ connectionString: urls.admin });
    await writer.connect();
    try {
      await writer.query('BEGIN; LOCK TABLE domains IN ACCESS EXCLUSIVE MODE');
      const before = tenantOfHost(host); // waits for the lock, and sees what was there when it asked
      await vi.waitFor(async () => {
        const waiting =
          await writer.query(`SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database
           WHERE NOT granted AND datname = current_database()`);
        expect(waiting.rows).toHaveLength(1);
      });
      await writer.query('UPDATE domains SET hsts = true WHERE host = $1', [host]);
      await inTenant(tenant.id, (tx) => notify(tx, 'servicedesk_domains', { host }));
      await vi.waitFor(() => expect(heard).toHaveBeenCalledWith({ host }));
      await writer.query('COMMIT');
      expect(await before).toMatchObject({ hsts: false });
    } finally {
      await writer.end();
      stop();
    }
    expect(await tenantOfHost(host)).toMatchObject({ hsts: true });
  });
});
