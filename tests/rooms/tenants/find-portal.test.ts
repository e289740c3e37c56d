import { beforeAll, expect, test } from 'vitest';
import type { TenantIdentity } from '@/access/scope';
import { readEnv } from '@/platform/env';
import { findPortal } from '@/tenants/find-portal';
import { portalUrl } from '@/tenants/urls';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';

await freshDatabase();
let tenant: TenantIdentity;
beforeAll(async () => {
  tenant = await makeTenant();
});

test('a portal is found by its name and by its address, however it is typed', async () => {
  const { slug, managedHost } = tenant;
  for (const name of [slug, slug.toUpperCase(), managedHost, `https://${managedHost}/tickets/3`]) {
    expect(await findPortal({ name })).toBe(portalUrl(tenant));
  }
});

test('unknown, reserved and impossible names get one answer', async () => {
  const names = ['nobody-here', 'admin', 'a b', '..', '-', 'x.y', readEnv().BASE_DOMAIN, '<b>'];
  for (const name of names) {
    await expect(findPortal({ name })).rejects.toMatchObject({
      status: 422,
      key: 'tenants.portalUnknown',
    });
  }
});
