import { beforeEach, describe, expect, it } from 'vitest';
import { changeDomain } from '@/certificates/change-domain';
import { checkDomain } from '@/certificates/check-domain';
import { claimDomain } from '@/certificates/claim-domain';
import { readDomain, readDomains } from '@/certificates/read-domains';
import { tenantOfHost } from '@/tenants/host-index';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asApiKey, asContact, asTechnician, makeTenant } from '~tests/setup/tenants';
import { openOwnDns, targetOf } from './own-dns';

const { dns } = await openOwnDns();
const urls = await freshDatabase({ max: 10, ear: true });
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const other = await asTechnician(await makeTenant('Other IT'), 'admin');
let count = 0;
let host = '';
beforeEach(() => {
  host = `help${++count}.acme.test`;
});

async function active(name = host) {
  const view = await claimDomain(admin, { host: name });
  dns.set(name, 'CNAME', targetOf(view));
  await checkDomain(admin, { host: name });
}

const secured = () =>
  onDatabase(urls.admin, `UPDATE domains SET is_secure = true WHERE host = '${host}'`);
const primaries = async () =>
  (await readDomains(admin)).filter((view) => view.isPrimary).map((view) => view.host);

describe('a custom host', () => {
  it('becomes the one that links name, and the one before is it no more', async () => {
    const before = `old.${host}`;
    await active(before);
    await active();
    expect(await primaries()).toEqual([host]);
    const { result, entries } = await withAudit(tenant, () =>
      changeDomain(admin, { host: before, isPrimary: true }),
    );
    expect(result).toMatchObject({ host: before, isPrimary: true });
    expect(await primaries()).toEqual([before]);
    expect(entries).toMatchObject([
      {
        event: 'domain.changed',
        before: { host: before, isPrimary: false, hsts: false },
        after: { host: before, isPrimary: true, hsts: false },
      },
    ]);
    await expect
      .poll(() => tenantOfHost(host))
      .toMatchObject({ tenant: { primaryHost: { host: before } } });
    await changeDomain(admin, { host: before, isPrimary: false });
    expect(await primaries()).toEqual([]);
  });

  it('ten at once leave one primary host', async () => {
    const names = Array.from({ length: 5 }, (_, i) => `many${i}.${host}`);
    for (const name of names) await active(name);
    await Promise.all(
      [...names, ...names].map((name) => changeDomain(admin, { host: name, isPrimary: true })),
    );
    expect(await primaries()).toHaveLength(1);
  });

  it('becomes primary only where it leads here (409)', async () => {
    const refused = { key: 'domains.notActive', status: 409 };
    await claimDomain(admin, { host });
    const become = () => changeDomain(admin, { host, isPrimary: true });
    expect(await refusalOf(become())).toMatchObject(refused);
    await onDatabase(urls.admin, `UPDATE domains SET state = 'dangling' WHERE host = '${host}'`);
    expect(await refusalOf(become())).toMatchObject(refused);
  });

  it('insists on HTTPS only where it has it (409)', async () => {
    await active();
    expect(await refusalOf(changeDomain(admin, { host, hsts: true }))).toMatchObject({
      key: 'domains.hstsNeedsHttps',
      status: 409,
    });
    await secured();
    const { result, entries } = await withAudit(tenant, () =>
      changeDomain(admin, { host, hsts: true }),
    );
    expect(result).toMatchObject({ hsts: true, isPrimary: true });
    expect(entries).toMatchObject([{ event: 'domain.changed', after: { hsts: true } }]);
    await expect.poll(() => tenantOfHost(host)).toMatchObject({ hsts: true });
    expect((await changeDomain(admin, { host, hsts: false })).hsts).toBe(false);
  });

  it('that stays as it is leaves no entry', async () => {
    await active();
    const { entries } = await withAudit(tenant, () =>
      changeDomain(admin, { host, isPrimary: true }),
    );
    expect(entries).toEqual([]);
  });

  it('is changed by admins alone, not by another tenant, and the managed host not at all', async () => {
    await active();
    const strangers = [
      await asTechnician(tenant),
      await asApiKey(tenant, ['settings:read']),
      (await asContact(tenant)) as never,
    ];
    for (const scope of strangers) {
      expect(await refusalOf(changeDomain(scope, { host, hsts: false }))).toMatchObject({
        status: 403,
      });
    }
    expect(await refusalOf(changeDomain(other, { host, isPrimary: true }))).toMatchObject({
      status: 404,
    });
    expect(
      await refusalOf(changeDomain(admin, { host: tenant.managedHost, isPrimary: true })),
    ).toMatchObject({ key: 'domains.managed', status: 409 });
    const key = await asApiKey(tenant, ['settings:write']);
    expect((await changeDomain(key, { host, isPrimary: false })).isPrimary).toBe(false);
    expect((await readDomain(admin, host)).isPrimary).toBe(false);
  });
});
