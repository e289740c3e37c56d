import { beforeEach, describe, expect, it } from 'vitest';
import { checkDomain } from '@/certificates/check-domain';
import { claimDomain } from '@/certificates/claim-domain';
import { readDomain, readDomains } from '@/certificates/read-domains';
import { releaseDomain } from '@/certificates/release-domain';
import { tenantOfHost } from '@/tenants/host-index';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asApiKey, asContact, asTechnician, makeTenant } from '~tests/setup/tenants';
import { openOwnDns, targetOf } from './own-dns';

const { dns } = await openOwnDns();
const urls = await freshDatabase({ ear: true });
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const other = await asTechnician(await makeTenant('Other IT'), 'admin');
let count = 0;
let host = '';
beforeEach(() => {
  host = `help${++count}.acme.test`;
});

async function active() {
  const view = await claimDomain(admin, { host });
  dns.set(host, 'CNAME', targetOf(view));
  expect((await checkDomain(admin, { host })).state).toBe('active');
  return view;
}

describe('giving a host up', () => {
  it('ends what it answers, and links name the managed host again; its row stays', async () => {
    const view = await active();
    expect(await tenantOfHost(host)).toMatchObject({ isReady: true });
    const { entries } = await withAudit(tenant, () =>
      releaseDomain(admin, { host: `https://${host}/` }),
    );
    expect(entries).toMatchObject([
      {
        event: 'domain.released',
        subjectId: view.id,
        before: { host, state: 'active', isPrimary: true },
      },
    ]);
    await expect.poll(() => tenantOfHost(host)).toBeUndefined();
    await expect
      .poll(() => tenantOfHost(tenant.managedHost))
      .toMatchObject({ tenant: { primaryHost: null } });
    expect(await refusalOf(readDomain(admin, host))).toMatchObject({ status: 404 });
    const rows = await onDatabase(
      urls.admin,
      `SELECT state, claim, is_primary, next_check_at, released_at IS NOT NULL AS released
       FROM domains WHERE host = '${host}'`,
    );
    expect(rows).toEqual([
      {
        state: 'released',
        claim: targetOf(view).split('.')[0],
        is_primary: false,
        next_check_at: null,
        released: true,
      },
    ]);
  });

  it('twice is not found, and claiming it again is a new claim of one’s own, by CNAME alone', async () => {
    const view = await active();
    await releaseDomain(admin, { host });
    expect(await refusalOf(releaseDomain(admin, { host }))).toMatchObject({ status: 404 });
    expect(await refusalOf(checkDomain(admin, { host }))).toMatchObject({ status: 404 });
    const again = await claimDomain(admin, { host });
    expect(again.id).not.toBe(view.id);
    expect(targetOf(again)).not.toBe(targetOf(view));
    dns.set(host, 'CNAME', targetOf(again));
    expect((await checkDomain(admin, { host })).state).toBe('active');
  });

  it('is refused for the managed host (409), which stays', async () => {
    expect(await refusalOf(releaseDomain(admin, { host: tenant.managedHost }))).toMatchObject({
      key: 'domains.managed',
      status: 409,
    });
    expect((await readDomains(admin))[0]).toMatchObject({ kind: 'managed', state: 'active' });
  });

  it('is the admins’ alone, and of another tenant not found', async () => {
    await active();
    const strangers = [
      await asTechnician(tenant),
      await asApiKey(tenant, ['settings:read']),
      (await asContact(tenant)) as never,
    ];
    for (const scope of strangers) {
      expect(await refusalOf(releaseDomain(scope, { host }))).toMatchObject({ status: 403 });
    }
    expect(await refusalOf(releaseDomain(other, { host }))).toMatchObject({ status: 404 });
    expect((await readDomain(admin, host)).state).toBe('active');
    await releaseDomain(await asApiKey(tenant, ['settings:write']), { host });
  });
});
