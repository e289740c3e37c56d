import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { claimDomain } from '@/certificates/claim-domain';
import { readDomain, readDomains } from '@/certificates/read-domains';
import { releaseDomain } from '@/certificates/release-domain';
import { newId } from '@/platform/ids';
import { newClaim } from '@/tenants/add-claim';
import { domains } from '@/tenants/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asApiKey, asContact, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';
import { base, openOwnDns } from './own-dns';

await openOwnDns();
const urls = await freshDatabase({ max: 10 });
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const technician = await asTechnician(tenant);
const other = await asTechnician(await makeTenant('Other IT'), 'admin');
let count = 0;
const newHost = () => `help${++count}.acme.test`;

/** As if the domain's proof had been seen. */
const prove = (scope: typeof admin, host: string) =>
  inTenant(scope.tenant.id, (tx) =>
    tx
      .update(domains)
      .set({ state: 'active', verifiedAt: sql`now()` })
      .where(eq(domains.host, host)),
  );

describe('a claim', () => {
  it('takes what was pasted, says which records to enter, and is looked for at once', async () => {
    const { result, entries } = await withAudit(tenant, () =>
      claimDomain(admin, { host: ' https://Hilfe.Müller.test:8080/x ' }),
    );
    expect(result).toMatchObject({
      host: 'hilfe.xn--mller-kva.test',
      unicodeHost: 'hilfe.müller.test',
      kind: 'custom',
      state: 'waitingForDns',
      isPrimary: false,
      isSecure: false,
      cause: null,
      certificate: null,
      order: null,
      timeline: [{ state: 'waitingForDns', cause: null }],
      can: { check: { allowed: true }, change: { allowed: true }, release: { allowed: true } },
    });
    const [cname, txt] = result.instructions;
    expect(cname).toMatchObject({ type: 'CNAME', name: result.host, isAlternative: false });
    expect(cname?.value).toMatch(new RegExp(`^d-[a-z2-7]{16}\\.${base}$`));
    expect(txt).toMatchObject({ type: 'TXT', name: `_servicedesk.${result.host}` });
    expect(txt?.value).toBe(`servicedesk-domain=${cname?.value.split('.')[0]}`);
    expect(entries).toMatchObject([
      { event: 'domain.claimed', subjectId: result.id, after: { host: result.host } },
    ]);
    expect(await jobsFor(result.id)).toEqual([`domain:${result.id}`]);
    expect(result.nextCheckAt!.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('of a host that one has already is that one, without an entry', async () => {
    const host = newHost();
    const first = await claimDomain(admin, { host });
    const { result, entries } = await withAudit(tenant, () =>
      claimDomain(admin, { host: host.toUpperCase() }),
    );
    expect(result.id).toBe(first.id);
    expect(entries).toEqual([]);
  });

  it('ten times at once is one row, one entry and one claim', async () => {
    const host = newHost();
    const { result, entries } = await withAudit(tenant, () =>
      Promise.all(Array.from({ length: 10 }, () => claimDomain(admin, { host }))),
    );
    expect(new Set(result.map((view) => view.id)).size).toBe(1);
    expect(entries).toHaveLength(1);
  });

  it('doesn’t hold the host: another tenant may claim it too, with a target of its own', async () => {
    const host = newHost();
    const [ours, theirs] = [await claimDomain(admin, { host }), await claimDomain(other, { host })];
    expect(ours.instructions[0]!.value).not.toBe(theirs.instructions[0]!.value);
  });

  it('of a host that another tenant holds is refused (409) without saying whose it is', async () => {
    const host = newHost();
    await claimDomain(other, { host });
    await prove(other, host);
    const refusal = await refusalOf(claimDomain(admin, { host }));
    expect(refusal).toMatchObject({ key: 'domains.taken', status: 409, values: { host } });
    expect(JSON.stringify(refusal)).not.toContain(other.tenant.name);
    expect(await refusalOf(readDomain(admin, host))).toMatchObject({ status: 404 });
  });

  it.each([
    ['', 'invalid'],
    ['two words!', 'domains.notAHost'],
    ['https://192.0.2.7/', 'domains.ipAddress'],
    ['*.acme.test', 'domains.wildcard'],
    ['acme', 'domains.singleLabel'],
    ['acme.test', 'domains.apex'],
    ['help.acme.local', 'domains.reserved'],
    [base, 'domains.ownBase'],
    [`acme.${base}`, 'domains.ownBase'],
    [`${'x'.repeat(64)}.acme.test`, 'domains.tooLong'],
  ])('of %j is refused (422), beside the field', async (host, key) => {
    if (key === 'invalid') {
      await expect(claimDomain(admin, { host })).rejects.toMatchObject({ name: 'ZodError' });
      return;
    }
    expect(await refusalOf(claimDomain(admin, { host }))).toMatchObject({
      key,
      status: 422,
      fields: { host: key },
    });
  });

  it('is the admins’ alone: technicians, keys without the scope and contacts get 403', async () => {
    const strangers = [
      technician,
      await asApiKey(tenant, ['settings:read', 'tickets:write']),
      (await asContact(tenant)) as never,
    ];
    for (const scope of strangers) {
      expect(await refusalOf(claimDomain(scope, { host: newHost() }))).toMatchObject({
        status: 403,
      });
    }
    const key = await asApiKey(tenant, ['settings:write']);
    const host = newHost();
    expect((await claimDomain(key, { host })).host).toBe(host);
    expect((await claimDomain(await asSystem(tenant), { host })).host).toBe(host);
  });

  it('of the 51st host is refused (409), also of several at once; a released one makes room', async () => {
    const many = await asTechnician(await makeTenant('Many IT'), 'admin');
    for (let i = 0; i < 48; i++) await claimDomain(many, { host: `help${i}.many.test` });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => claimDomain(many, { host: `more${i}.many.test` })),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(2);
    expect(await refusalOf(claimDomain(many, { host: 'last.many.test' }))).toMatchObject({
      key: 'domains.tooMany',
      status: 409,
      values: { most: 50 },
    });
    await releaseDomain(many, { host: 'help0.many.test' });
    expect((await claimDomain(many, { host: 'last.many.test' })).state).toBe('waitingForDns');
  });
});

describe('the tenant’s hosts', () => {
  it('are listed with the managed one first, which needs no records', async () => {
    const mine = await asTechnician(await makeTenant('Listed IT'), 'admin');
    await claimDomain(mine, { host: 'b.listed.test' });
    await claimDomain(mine, { host: 'a.listed.test' });
    const views = await readDomains(mine);
    expect(views.map((view) => [view.kind, view.host])).toEqual([
      ['managed', mine.tenant.managedHost],
      ['custom', 'b.listed.test'],
      ['custom', 'a.listed.test'],
    ]);
    expect(views[0]).toMatchObject({
      state: 'active',
      instructions: [],
      can: { release: { allowed: false, reason: 'domains.managed' } },
    });
  });

  it('are read by admins and keys with the scope alone, and never by another tenant', async () => {
    const host = newHost();
    await claimDomain(admin, { host });
    for (const scope of [
      technician,
      await asContact(tenant),
      await asApiKey(tenant, ['settings:write']),
    ]) {
      expect(await refusalOf(readDomains(scope))).toMatchObject({ status: 403 });
      expect(await refusalOf(readDomain(scope, host))).toMatchObject({ status: 403 });
    }
    const key = await asApiKey(tenant, ['settings:read']);
    const view = await readDomain(key, `https://${host}/`);
    expect(view).toMatchObject({
      host,
      can: { release: { allowed: false, reason: 'api.scopeMissing' } },
    });
    for (const wanted of [host, newHost(), 'no host at all']) {
      expect(await refusalOf(readDomain(other, wanted))).toMatchObject({
        key: 'notFound',
        status: 404,
      });
    }
  });
});

it('claims are host labels that nobody guesses', () => {
  const made = new Set(Array.from({ length: 1_000 }, newClaim));
  expect(made.size).toBe(1_000);
  expect([...made].every((claim) => /^d-[a-z2-7]{16}$/.test(claim))).toBe(true);
  expect(newId()).not.toBe(newId());
});

async function jobsFor(domainId: string): Promise<string[]> {
  const rows = await onDatabase<{ key: string }>(
    urls.admin,
    `SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'checkDomain' AND key LIKE '%${domainId}'`,
  );
  return rows.map((row) => row.key);
}
