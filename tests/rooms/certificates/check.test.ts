import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { checkDomain } from '@/certificates/check-domain';
import { claimDomain } from '@/certificates/claim-domain';
import { checkDueDomain } from '@/certificates/due-domains';
import { lookAgainSoon } from '@/certificates/look-again-soon';
import { forgetLooks, lookAtDomain } from '@/certificates/look-at-domain';
import { readDomain } from '@/certificates/read-domains';
import { releaseDomain } from '@/certificates/release-domain';
import { tenantOfHost } from '@/tenants/host-index';
import { domains } from '@/tenants/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase, waitingForLocks } from '~tests/setup/statement';
import { asApiKey, asSystem, asTechnician, makeTenant, nextRequest } from '~tests/setup/tenants';
import { openOwnDns, proofOf, targetOf } from './own-dns';

const { dns, asked } = await openOwnDns();
const urls = await freshDatabase({ max: 10, ear: true });
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const server = await asSystem(tenant, 'checkDomain');
const other = await asTechnician(await makeTenant('Other IT'), 'admin');
let count = 0;
let host = '';
beforeEach(() => {
  host = `help${++count}.acme.test`;
});

/** As if so many hours had gone by for this host of everybody. */
const later = (hours: number) =>
  onDatabase(
    urls.admin,
    `UPDATE domains SET state_since = state_since - interval '${hours} hours',
       released_at = released_at - interval '${hours} hours' WHERE host = '${host}'`,
  );

/** Claimed, with the right CNAME. */
async function pointed(scope = admin) {
  const view = await claimDomain(scope, { host });
  dns.set(host, 'CNAME', targetOf(view));
  return view;
}

describe('a look at a claim', () => {
  it('says what is wrong, and once it is right the host answers (without an authority at once)', async () => {
    const view = await claimDomain(admin, { host });
    dns.set(host, 'CNAME', 'desk.other.test', 900);
    const wrong = await withAudit(tenant, () => checkDomain(admin, { host }));
    expect(wrong.result).toMatchObject({
      state: 'waitingForDns',
      cause: {
        key: 'brokenChain',
        values: { host, found: 'desk.other.test', target: targetOf(view) },
      },
      diagnosis: { isProved: false, leadsHere: false, lookAgainAfter: 900 },
    });
    expect(wrong.entries).toEqual([]);
    expect(await tenantOfHost(host)).toBeUndefined();

    dns.set(host, 'CNAME', targetOf(view));
    const right = await withAudit(tenant, () => checkDomain(admin, { host }));
    expect(right.result).toMatchObject({
      state: 'active',
      cause: null,
      isPrimary: true,
      isSecure: false,
      diagnosis: { isProved: true, leadsHere: true, cause: null },
    });
    expect(right.result.timeline.map((step) => step.state)).toEqual([
      'waitingForDns',
      'waitingForDns',
      'verified',
      'active',
    ]);
    expect(right.entries).toMatchObject([
      {
        event: 'domain.verified',
        subjectId: view.id,
        before: { state: 'waitingForDns' },
        after: { host, state: 'active' },
      },
    ]);
    await expect
      .poll(async () => tenantOfHost(host))
      .toMatchObject({ kind: 'custom', isReady: true, tenant: { id: tenant.id } });
  });

  it('counts the host as primary once it is active, and no other any more', async () => {
    await pointed();
    await checkDomain(admin, { host });
    const before = host;
    host = `next.${host}`;
    await pointed();
    await checkDomain(admin, { host });
    expect(await readDomain(admin, host)).toMatchObject({ isPrimary: true });
    expect(await readDomain(admin, before)).toMatchObject({ isPrimary: false, state: 'active' });
    const entry = await tenantOfHost(before);
    expect(entry).toMatchObject({ tenant: { primaryHost: { host } } });
  });

  it('takes the TXT record where visitors arrive without a CNAME', async () => {
    const view = await claimDomain(admin, { host });
    dns.set(host, 'A', '127.0.0.1');
    expect(await checkDomain(admin, { host })).toMatchObject({
      state: 'waitingForDns',
      cause: { key: 'flattened' },
      instructions: [{ type: 'TXT', isAlternative: false }],
    });
    dns.set(proofOf(view).name, 'TXT', proofOf(view).value);
    expect((await checkDomain(admin, { host })).state).toBe('active');
  });

  it('twice at once moves it once', async () => {
    const view = await pointed();
    const { entries } = await withAudit(tenant, () =>
      Promise.all([
        ...Array.from({ length: 4 }, () => checkDomain(admin, { host })),
        ...Array.from({ length: 4 }, () => checkDueDomain(server, { domainId: view.id })),
      ]),
    );
    expect(entries.map((entry) => entry.event)).toEqual(['domain.verified']);
    expect((await readDomain(admin, host)).timeline.map((step) => step.state)).toEqual([
      'waitingForDns',
      'verified',
      'active',
    ]);
  });

  it('is refused to whoever is no admin, to other tenants, and for the managed host', async () => {
    await pointed();
    for (const scope of [await asTechnician(tenant), await asApiKey(tenant, ['settings:read'])]) {
      expect(await refusalOf(checkDomain(scope, { host }))).toMatchObject({ status: 403 });
    }
    expect(await refusalOf(checkDomain(other, { host }))).toMatchObject({ status: 404 });
    expect(await refusalOf(checkDomain(admin, { host: tenant.managedHost }))).toMatchObject({
      key: 'domains.managed',
      status: 409,
    });
    const key = await asApiKey(tenant, ['settings:write']);
    expect((await checkDomain(key, { host })).state).toBe('active');
  });
});

describe('many looks', () => {
  it('at once are one, and the next comes two seconds later', async () => {
    const view = await pointed();
    const claimed = { id: view.id, host, claim: targetOf(view).split('.')[0]! };
    const many = () => Promise.all(Array.from({ length: 9 }, () => lookAtDomain(claimed)));
    asked.length = 0;
    await many();
    expect(asked).toHaveLength(1);
    const began = performance.now();
    await many();
    expect(performance.now() - began).toBeGreaterThan(1_500);
    expect(asked).toHaveLength(2);
    forgetLooks();
    expect((await checkDomain(admin, { host })).state).toBe('active');
    expect(asked).toHaveLength(3);
  });

  it('leave the last 30 steps on the timeline', async () => {
    const view = await claimDomain(admin, { host });
    for (let i = 0; i < 40; i++) {
      dns.set(host, 'CNAME', `desk${i}.other.test`);
      await checkDueDomain(server, { domainId: view.id });
    }
    const { timeline } = await readDomain(admin, host);
    expect(timeline).toHaveLength(30);
    expect(timeline.at(-1)?.cause?.values).toMatchObject({ found: 'desk39.other.test' });
    expect(timeline[0]?.cause?.values).toMatchObject({ found: 'desk10.other.test' });
  });
});

describe('a host of a tenant who went away', () => {
  it('is given up after 30 days elsewhere, with an entry, and then another tenant gets it', async () => {
    const view = await pointed(other);
    await checkDomain(other, { host });
    const mine = await claimable();
    dns.set(host, 'CNAME', targetOf(mine));
    const theirs = await asSystem(other.tenant, 'checkDomain');
    const due = () => checkDueDomain(theirs, { domainId: view.id });
    for (let i = 0; i < 3; i++) await due();
    expect(await readDomain(other, host)).toMatchObject({
      state: 'dangling',
      cause: { key: 'staleTarget' },
    });
    expect(await checkDomain(admin, { host })).toMatchObject({ cause: { key: 'taken' } });

    await onDatabase(
      urls.admin,
      `UPDATE domains SET state_since = state_since - interval '31 days' WHERE id = '${view.id}'`,
    );
    forgetLooks();
    const { entries } = await withAudit(other.tenant, due);
    expect(entries).toMatchObject([
      {
        event: 'domain.released',
        before: { host, state: 'dangling' },
        after: { cause: 'danglingTooLong' },
      },
    ]);
    expect(await refusalOf(readDomain(other, host))).toMatchObject({ status: 404 });
    await expect.poll(() => tenantOfHost(host)).toBeUndefined();
    dns.set(proofOf(mine).name, 'TXT', proofOf(mine).value);
    expect((await checkDomain(admin, { host })).state).toBe('active');
  });

  /** A claim from before the other tenant's was proved. */
  async function claimable() {
    await onDatabase(
      urls.admin,
      `UPDATE domains SET verified_at = NULL WHERE tenant_id = '${other.tenant.id}' AND host = '${host}'`,
    );
    const mine = await claimDomain(admin, { host });
    await onDatabase(
      urls.admin,
      `UPDATE domains SET verified_at = now() WHERE tenant_id = '${other.tenant.id}' AND host = '${host}'`,
    );
    return mine;
  }
});

describe('two tenants that claim the same host', () => {
  it('race: whoever is proved first holds it, the other goes on waiting', async () => {
    const [mine, theirs] = [await claimDomain(admin, { host }), await claimDomain(other, { host })];
    dns.set(host, 'CNAME', targetOf(mine));
    // The other's proof stands there too: a CNAME chain by way of both targets can't be, a TXT can.
    dns.set(proofOf(theirs).name, 'TXT', [proofOf(mine).value, proofOf(theirs).value]);
    const results = await Promise.all([
      checkDomain(admin, { host }),
      checkDomain(other, { host }),
      checkDomain(admin, { host }),
      checkDomain(other, { host }),
    ]);
    const states = [await readDomain(admin, host), await readDomain(other, host)];
    expect(states.map((view) => view.state).sort()).toEqual(['active', 'waitingForDns']);
    const loser = states.find((view) => view.state !== 'active');
    expect(loser).toMatchObject({ cause: { key: 'taken', values: { host } }, isPrimary: false });
    expect(results).toHaveLength(4);
    const held = await onDatabase(
      urls.admin,
      `SELECT 1 FROM domains WHERE host = '${host}' AND verified_at IS NOT NULL`,
    );
    expect(held).toHaveLength(1);
  });

  it('in the very same moment: the database decides, and the second one is told', async () => {
    await claimDomain(other, { host });
    await pointed();
    const check = await inTenant(other.tenant.id, async (tx) => {
      await tx.update(domains).set({ verifiedAt: sql`now()` }).where(eq(domains.host, host));
      // Not committed yet: the check can't see it, and waits for it where it proves the host.
      const waiting = checkDomain(admin, { host });
      await vi.waitFor(async () => {
        expect(await waitingForLocks(urls.admin)).toBeGreaterThan(0);
      }, 10_000);
      return { waiting };
    });
    expect(await check.waiting).toMatchObject({
      state: 'waitingForDns',
      cause: { key: 'taken', values: { host } },
      diagnosis: { isProved: true },
    });
  });

  it('by CNAME alone nobody takes over what another gave up less than 30 days ago (row 9)', async () => {
    const first = await pointed(other);
    expect((await checkDomain(other, { host })).state).toBe('active');
    await releaseDomain(other, { host });

    // The record that was left dangling proves nothing for anybody else …
    const mine = await claimDomain(admin, { host });
    expect(targetOf(mine)).not.toBe(targetOf(first));
    expect(await checkDomain(admin, { host })).toMatchObject({
      state: 'waitingForDns',
      cause: { key: 'staleTarget', values: { found: targetOf(first) } },
    });
    // … and neither does a CNAME of one's own, alone.
    dns.set(host, 'CNAME', targetOf(mine));
    expect(await checkDomain(admin, { host })).toMatchObject({
      state: 'waitingForDns',
      cause: { key: 'tombstone' },
    });
    await checkDueDomain(server, { domainId: mine.id });
    expect((await readDomain(admin, host)).state).toBe('waitingForDns');
    expect(await tenantOfHost(host)).toBeUndefined();

    dns.set(proofOf(mine).name, 'TXT', proofOf(mine).value);
    expect((await checkDomain(admin, { host })).state).toBe('active');
  });

  it('after 30 days the CNAME alone is enough, and a claim that was never proved leaves no tombstone', async () => {
    await pointed(other);
    await checkDomain(other, { host });
    await releaseDomain(other, { host });
    await later(30 * 24 + 1);
    await pointed();
    expect((await checkDomain(admin, { host })).state).toBe('active');

    host = `unproved.${host}`;
    await claimDomain(other, { host });
    await releaseDomain(other, { host });
    await pointed();
    expect((await checkDomain(admin, { host })).state).toBe('active');
  });
});

describe('a look in the background', () => {
  it('grows rarer, gives up after 7 days, and begins again where a person asks', async () => {
    const view = await claimDomain(admin, { host });
    await checkDueDomain(server, { domainId: view.id });
    const first = await readDomain(admin, host);
    expect(first.nextCheckAt!.getTime() - first.checkedAt!.getTime()).toBe(60_000);

    await later(7 * 24 + 1);
    const { entries } = await withAudit(tenant, () =>
      checkDueDomain(server, { domainId: view.id }),
    );
    expect(await readDomain(admin, host)).toMatchObject({
      state: 'failed',
      cause: { key: 'gaveUpWaiting', values: { host, days: 7 } },
      nextCheckAt: null,
    });
    expect(entries).toMatchObject([
      { event: 'domain.failed', actorKind: 'system', actorName: 'checkDomain' },
    ]);

    const again = await withAudit(tenant, () => checkDomain(admin, { host }));
    expect(again.result).toMatchObject({ state: 'waitingForDns', cause: { key: 'cnameMissing' } });
    expect(again.events).toEqual(['domain.waitedForAgain']);
    dns.set(host, 'CNAME', targetOf(view));
    expect((await checkDomain(admin, { host })).state).toBe('active');
  });

  it('finds a host astray three times: it dangles, still answers, and comes back', async () => {
    const view = await pointed();
    await checkDomain(admin, { host });
    dns.set(host, 'CNAME', 'desk.other.test');
    const due = () => checkDueDomain(server, { domainId: view.id });
    await due();
    await due();
    expect((await readDomain(admin, host)).state).toBe('active');
    const drift = await withAudit(tenant, due);
    expect(await readDomain(admin, host)).toMatchObject({
      state: 'dangling',
      cause: { key: 'brokenChain' },
    });
    expect(drift.events).toEqual(['domain.dangling']);
    expect(await tenantOfHost(host)).toMatchObject({ isReady: true });

    dns.set(host, 'CNAME', targetOf(view));
    const back = await withAudit(tenant, due);
    expect(await readDomain(admin, host)).toMatchObject({ state: 'active', cause: null });
    expect(back.events).toEqual(['domain.restored']);
  });

  it('is harmless for a domain that was given up meanwhile, or is another tenant’s', async () => {
    const view = await pointed();
    const theirs = await asSystem(other.tenant, 'checkDomain');
    await checkDueDomain(theirs, { domainId: view.id });
    expect((await readDomain(admin, host)).checkedAt).toBeNull();
    await releaseDomain(admin, { host });
    const { entries } = await withAudit(tenant, () =>
      checkDueDomain(server, { domainId: view.id }),
    );
    expect(entries).toEqual([]);
  });

  it('is wanted by whoever watches a host that isn’t ready, but not right after one', async () => {
    const waiting = async () => {
      const rows = await onDatabase(
        urls.admin,
        "SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'checkDomain'",
      );
      await onDatabase(urls.admin, 'DELETE FROM graphile_worker._private_jobs');
      return rows.length;
    };
    const view = await claimDomain(admin, { host });
    await waiting();
    await lookAgainSoon(admin, [host]);
    expect(await waiting()).toBe(1);
    await checkDueDomain(server, { domainId: view.id });
    await lookAgainSoon(admin, [host]);
    expect(await waiting()).toBe(0);
    await onDatabase(
      urls.admin,
      `UPDATE domains SET checked_at = checked_at - interval '6 seconds' WHERE id = '${view.id}'`,
    );
    await lookAgainSoon(other, [host, view.host]);
    expect(await waiting()).toBe(0);
    await lookAgainSoon(await nextRequest(admin), [host]);
    expect(await waiting()).toBe(1);
    const [second, third] = [`second.${host}`, `third.${host}`];
    for (const one of [second, third]) await claimDomain(admin, { host: one });
    await waiting();
    await lookAgainSoon(admin, [second, third]);
    expect(await waiting()).toBe(2);
    dns.set(host, 'CNAME', targetOf(view));
    await checkDomain(admin, { host });
    await onDatabase(urls.admin, `UPDATE domains SET checked_at = NULL WHERE id = '${view.id}'`);
    await lookAgainSoon(admin, [host]);
    expect(await waiting()).toBe(0);
  });
});
