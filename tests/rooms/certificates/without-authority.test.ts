import { beforeEach, describe, expect, it } from 'vitest';
import { changeDomain } from '@/certificates/change-domain';
import { checkDomain } from '@/certificates/check-domain';
import { claimDomain } from '@/certificates/claim-domain';
import { checkDueDomain } from '@/certificates/due-domains';
import { readDomain } from '@/certificates/read-domains';
import { freshDatabase } from '~tests/setup/fresh-database';
import { withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';
import { openOwnDns, targetOf } from './own-dns';

/** HTTPS for the managed hosts alone, as with the operator's wildcard. */
const { dns } = await openOwnDns({ HTTPS_PORT: '8443' });
const urls = await freshDatabase({ max: 10 });
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const server = await asSystem(tenant, 'checkDomain');
let count = 0;
let host = '';
beforeEach(() => {
  host = `help${++count}.acme.test`;
});

async function pointed() {
  const view = await claimDomain(admin, { host });
  dns.set(host, 'CNAME', targetOf(view));
  return view;
}

describe('where there is HTTPS, but no authority', () => {
  it('a host answers, and links go on naming the one that has HTTPS until an admin says so', async () => {
    await pointed();
    expect(await checkDomain(admin, { host })).toMatchObject({
      state: 'active',
      isSecure: false,
      isPrimary: false,
    });
    expect(await changeDomain(admin, { host, isPrimary: true })).toMatchObject({ isPrimary: true });
  });

  it('a host whose certificate was being ordered answers without one', async () => {
    const view = await pointed();
    await onDatabase(
      urls.admin,
      `UPDATE domains SET state = 'issuing', verified_at = now() WHERE id = '${view.id}'`,
    );
    const { events } = await withAudit(tenant, () => checkDueDomain(server, { domainId: view.id }));
    expect(await readDomain(admin, host)).toMatchObject({ state: 'active', isSecure: false });
    expect(events).toEqual(['domain.wentOn']);
  });
});
