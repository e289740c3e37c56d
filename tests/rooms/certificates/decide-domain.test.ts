import { describe, expect, it } from 'vitest';
import { type Circumstances, decideDomain } from '@/certificates/decide-domain';
import { diagnose } from '@/certificates/diagnose';
import type { Diagnosis } from '@/certificates/diagnosis';
import { mayFollow } from '@/tenants/domain-states';
import { address, cname, factsOf, host, ours, proof, right, target, text } from './facts';

type Domain = Parameters<typeof decideDomain>[0];
const now = new Date('2026-11-26T12:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const inMinutes = ({ nextCheckAt }: { nextCheckAt: Date | null }) =>
  nextCheckAt && (nextCheckAt.getTime() - now.getTime()) / 60_000;

const good = diagnose(factsOf(right));
const nothing = diagnose(factsOf({ chain: cname('desk.other.test'), end: 'missing' }));
const silent = diagnose(factsOf({ end: 'silent' }));
const astray = diagnose(
  factsOf({
    end: 'there',
    addresses: [address(ours[0]!), address('198.51.100.7')],
    texts: [text(proof)],
  }),
);

function decide(domain: Partial<Domain>, found: Diagnosis, at: Partial<Circumstances> = {}) {
  const given: Domain = {
    host,
    state: 'waitingForDns',
    stateSince: ago(1),
    cause: null,
    checksFailed: 0,
    verifiedAt: null,
    isSecure: false,
    diagnosis: null,
    ...domain,
  };
  const decision = decideDomain(given, found, {
    now,
    isAsked: false,
    isHeld: false,
    ordersCertificates: true,
    ...at,
  });
  expect(decision.state === given.state || mayFollow(given.state, decision.state)).toBe(true);
  return decision;
}

describe('a claim that waits', () => {
  it('is proved and goes on', () => {
    expect(decide({}, good)).toMatchObject({ state: 'verified', cause: null, goesOn: true });
  });

  it('is held, but orders nothing while something is wrong', () => {
    const decision = decide({}, astray);
    expect(decision).toMatchObject({
      state: 'verified',
      cause: { key: 'addressElsewhere' },
      goesOn: false,
    });
    expect(decide({ state: 'verified' }, good)).toMatchObject({ state: 'verified', goesOn: true });
  });

  it('goes on waiting where another tenant was first', () => {
    expect(decide({}, good, { isHeld: true })).toMatchObject({
      state: 'waitingForDns',
      cause: { key: 'taken', values: { host } },
      goesOn: false,
    });
  });

  it('is looked for after 1 minute, then twice as long, up to 4 hours', () => {
    const patient = { ...nothing, lookAgainAfter: 1_000_000 };
    const waits = [0, 1, 2, 3, 7, 8, 30].map((checksFailed) =>
      inMinutes(decide({ checksFailed }, patient)),
    );
    expect(waits).toEqual([1, 2, 4, 8, 128, 240, 240]);
    expect(inMinutes(decide({ checksFailed: 9 }, patient, { isAsked: true }))).toBe(1);
  });

  it('that another tenant holds is looked for ever more rarely too', () => {
    const waits = [0, 3, 30].map((checksFailed) => {
      const decision = decide({ checksFailed }, good, { isHeld: true });
      expect(decision.checksFailed).toBe(checksFailed + 1);
      return inMinutes(decision);
    });
    expect(waits).toEqual([1, 8, 240]);
  });

  it('is looked for when the old record is forgotten, if that is sooner', () => {
    const soon = (lookAgainAfter: number) => ({ ...nothing, lookAgainAfter });
    expect(inMinutes(decide({ checksFailed: 9 }, soon(600)))).toBe(10);
    expect(inMinutes(decide({ checksFailed: 9 }, soon(5)))).toBe(1);
  });

  it('is given up after 7 days, and looked for no more', () => {
    expect(decide({ stateSince: ago(7 * 24 - 1) }, nothing).state).toBe('waitingForDns');
    expect(decide({ stateSince: ago(7 * 24 + 1) }, nothing)).toMatchObject({
      state: 'failed',
      cause: { key: 'gaveUpWaiting', values: { host, days: 7 } },
      nextCheckAt: null,
    });
    expect(decide({ stateSince: ago(7 * 24 + 1) }, good).state).toBe('verified');
  });
});

describe('a host that answers', () => {
  it.each(['active', 'renewalAtRisk'] as const)(
    '%s: astray three times in a row it dangles',
    (state) => {
      expect(decide({ state, checksFailed: 0 }, nothing)).toMatchObject({ state, checksFailed: 1 });
      expect(decide({ state, checksFailed: 1 }, nothing)).toMatchObject({ state, checksFailed: 2 });
      expect(decide({ state, checksFailed: 2 }, good)).toMatchObject({ state, checksFailed: 0 });
      expect(decide({ state, checksFailed: 2 }, nothing)).toMatchObject({
        state: 'dangling',
        cause: { key: 'brokenChain' },
      });
    },
  );

  it('keeps its cause, and doesn’t dangle for name servers that say nothing', () => {
    const cause = { key: 'renewalFailed' };
    expect(decide({ state: 'renewalAtRisk', cause }, good)).toMatchObject({ cause });
    expect(decide({ state: 'active', checksFailed: 2 }, silent)).toMatchObject({
      state: 'active',
      checksFailed: 2,
    });
  });

  it('doesn’t dangle while it is our own name that leads nowhere, nor for what is only half wrong', () => {
    const ownFault = diagnose(factsOf({ chain: cname(target), end: 'missing', endName: target }));
    expect(decide({ state: 'active', checksFailed: 2 }, ownFault).state).toBe('active');
    expect(decide({ state: 'active', checksFailed: 2 }, astray)).toMatchObject({
      state: 'active',
      checksFailed: 0,
    });
  });

  it('stays where a proxy in front hides its CNAME, but not where its records name another claim', () => {
    const hidden = { end: 'there' as const, addresses: [address('198.51.100.7', 'ours')] };
    const behind = diagnose(factsOf(hidden), { isActive: true });
    expect(decide({ state: 'active', checksFailed: 2 }, behind)).toMatchObject({
      state: 'active',
      checksFailed: 0,
    });
    expect(inMinutes(decide({ state: 'active' }, behind))).toBe(24 * 60);
    const moved = [
      factsOf({ ...hidden, texts: [text('servicedesk-domain=d-other')] }),
      factsOf({ ...right, chain: cname(`d-${'z'.repeat(16)}.desk.example`) }),
    ];
    for (const facts of moved) {
      const found = diagnose(facts, { isActive: true });
      expect(found.leadsHere).toBe(true);
      expect(decide({ state: 'active', checksFailed: 2 }, found).state).toBe('dangling');
    }
    expect(decide({ state: 'waitingForDns' }, diagnose(factsOf(hidden))).state).toBe(
      'waitingForDns',
    );
  });

  it('doesn’t dangle where nobody says anything of its TXT record', () => {
    const facts = factsOf({ end: 'there', addresses: right.addresses, isTextSilent: true });
    for (const isActive of [true, false]) {
      expect(
        decide({ state: 'active', checksFailed: 2 }, diagnose(facts, { isActive })).state,
      ).toBe('active');
    }
  });

  it('from before there was an authority gets its certificate at once where a person asks', () => {
    const active = { state: 'active' as const, verifiedAt: ago(99) };
    const asked = { isAsked: true };
    expect(decide(active, good, asked)).toMatchObject({ state: 'active', goesOn: true });
    expect(decide({ ...active, isSecure: true }, good, asked).goesOn).toBe(false);
    expect(decide(active, good, { ...asked, ordersCertificates: false }).goesOn).toBe(false);
  });

  it('that dangles for 30 days is given up, unless somebody looks at it or nobody can say', () => {
    const dangling = { state: 'dangling' as const, verifiedAt: ago(9_999), stateSince: ago(721) };
    expect(decide(dangling, nothing)).toMatchObject({
      state: 'released',
      cause: { key: 'danglingTooLong', values: { host, days: 30 } },
      nextCheckAt: null,
    });
    expect(decide({ ...dangling, stateSince: ago(719) }, nothing).state).toBe('dangling');
    expect(decide(dangling, nothing, { isAsked: true }).state).toBe('dangling');
    expect(decide(dangling, silent).state).toBe('dangling');
    expect(decide({ ...dangling, isSecure: true }, good).state).toBe('active');
  });

  it('is looked at each day, and each hour while it is astray', () => {
    expect(inMinutes(decide({ state: 'active' }, good))).toBe(24 * 60);
    expect(inMinutes(decide({ state: 'active' }, nothing))).toBe(60);
  });

  it('that dangles comes back: with its certificate at once, else by way of an order', () => {
    const dangling = { state: 'dangling' as const, verifiedAt: ago(99) };
    expect(decide({ ...dangling, isSecure: true }, good)).toMatchObject({
      state: 'active',
      goesOn: false,
    });
    expect(decide(dangling, good)).toMatchObject({ state: 'verified', goesOn: true });
    expect(decide(dangling, good, { ordersCertificates: false }).state).toBe('active');
    expect(decide(dangling, nothing)).toMatchObject({
      state: 'dangling',
      cause: { key: 'brokenChain' },
    });
  });
});

describe('a host that was given up by us', () => {
  const failed = { state: 'failed' as const, cause: { key: 'gaveUpWaiting' } };

  it('begins again where a person asks, with seven more days', () => {
    expect(decide(failed, nothing, { isAsked: true })).toMatchObject({
      state: 'waitingForDns',
      checksFailed: 0,
    });
    expect(inMinutes(decide(failed, nothing, { isAsked: true }))).toBe(1);
    expect(decide(failed, nothing)).toMatchObject({ state: 'failed', cause: failed.cause });
  });

  it('goes on where its DNS is right now', () => {
    expect(decide(failed, good)).toMatchObject({ state: 'verified', goesOn: true });
    expect(decide(failed, good, { isHeld: true })).toMatchObject({
      state: 'failed',
      cause: { key: 'taken' },
    });
  });

  it('for another reason than its DNS goes on only where a person asks', () => {
    const refused = {
      state: 'failed' as const,
      verifiedAt: ago(9),
      cause: { key: 'authorityRejects' },
      diagnosis: good,
    };
    expect(decide(refused, good)).toMatchObject({ state: 'failed', cause: refused.cause });
    expect(decide(refused, good, { isAsked: true })).toMatchObject({
      state: 'verified',
      goesOn: true,
    });
    expect(decide(refused, nothing, { isAsked: true })).toMatchObject({
      state: 'failed',
      cause: { key: 'brokenChain' },
    });
  });
});

describe('an order under way', () => {
  it('is left alone, and hurried where a person asks', () => {
    const cause = { key: 'away' };
    expect(decide({ state: 'issuing', cause }, good)).toMatchObject({
      state: 'issuing',
      cause,
      goesOn: false,
    });
    expect(decide({ state: 'issuing', cause }, good, { isAsked: true }).goesOn).toBe(true);
    expect(decide({ state: 'issuing', cause }, nothing, { isAsked: true }).goesOn).toBe(false);
  });

  it('is waited for no longer where there is no authority any more', () => {
    const without = { ordersCertificates: false };
    expect(decide({ state: 'issuing' }, good, without).goesOn).toBe(true);
    expect(decide({ state: 'issuing' }, nothing, without).goesOn).toBe(false);
  });
});
