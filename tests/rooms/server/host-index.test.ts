import { eq } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { readEnv } from '@/platform/env';
import { newId } from '@/platform/ids';
import { notify } from '@/platform/notify';
import { tenantOfHost } from '@/tenants/host-index';
import { domains } from '@/tenants/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';

await freshDatabase({ ear: true });

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
});
