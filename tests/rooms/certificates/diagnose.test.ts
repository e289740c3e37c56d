import { describe, expect, it } from 'vitest';
import { diagnose } from '@/certificates/diagnose';
import type { HostFacts } from '@/certificates/host-facts';
import { instructionsFor } from '@/certificates/instructions';
import { locales } from '@/i18n/locales';
import { translatorFor } from '@/i18n/translator';
import {
  address,
  base,
  claim,
  cname,
  factsOf,
  host,
  ours,
  proof,
  right,
  target,
  text,
} from './facts';

interface Case {
  facts: Partial<HostFacts>;
  needsTxt?: boolean;
  isActive?: boolean;
  /** The first thing to mend; null: nothing. */
  cause: string | null;
  isProved?: boolean;
  leadsHere?: boolean;
  mayIssue?: boolean;
  warns?: string[];
  found?: string[];
}

const foreign = '198.51.100.7';
const stale = `d-${'z'.repeat(16)}.${base}`;
const caa = (...records: string[]): HostFacts['caa'] => ({
  name: 'acme.test',
  ttl: 3_600,
  records: records.map((record) => {
    const [, flags, tag, value] = /^(\d+) (\w+) "(.*)"$/.exec(record)!;
    return { tag: tag!, value: value!, isCritical: Number(flags) >= 128 };
  }),
});

const cases: Record<string, Case> = {
  'a right CNAME': { facts: right, cause: null, isProved: true, leadsHere: true },
  'a right CNAME over another name': {
    facts: { ...right, chain: cname('alias.acme.test', target) },
    cause: null,
    isProved: true,
    leadsHere: true,
  },
  'no record at all': { facts: {}, cause: 'cnameMissing', found: [] },
  'a name that exists without a record for visitors': {
    facts: { end: 'there' },
    cause: 'cnameMissing',
  },
  'a CNAME to somebody else': {
    facts: { chain: cname('desk.other.test'), end: 'there', addresses: [address(foreign)] },
    cause: 'cnameElsewhere',
    found: ['desk.other.test'],
  },
  'a CNAME to the target of another claim': {
    facts: { ...right, chain: cname(stale) },
    cause: 'staleTarget',
    leadsHere: true,
    found: [stale],
  },
  'a CNAME to a name of ours that anybody can point at': {
    facts: { ...right, chain: cname(`acme.${base}`) },
    cause: 'sharedTarget',
    leadsHere: true,
  },
  'a CNAME to the base itself': {
    facts: { ...right, chain: cname(base) },
    cause: 'sharedTarget',
    leadsHere: true,
  },
  'a CNAME to a name that does not exist': {
    facts: { chain: cname(`${target}.acme.test`), endName: `${target}.acme.test` },
    cause: 'brokenChain',
    found: [`${target}.acme.test`],
  },
  'a right CNAME while our own name leads nowhere': {
    facts: { chain: cname(target), end: 'missing', endName: target },
    cause: 'ownTargetMissing',
    isProved: true,
  },
  'an address while nobody knows our own ones': {
    facts: { end: 'there', addresses: [address(ours[0]!)], texts: [text(proof)], ours: [] },
    cause: 'ownTargetMissing',
  },
  'a right CNAME while our own name server is silent': {
    facts: { chain: cname(target), end: 'silent', endName: target },
    cause: 'nameServerSilent',
    isProved: true,
  },
  'a silent name server': { facts: { end: 'silent' }, cause: 'nameServerSilent' },
  'a silent name server further on': {
    facts: { chain: cname('desk.other.test'), end: 'silent', endName: 'desk.other.test' },
    cause: 'nameServerSilent',
  },
  'an address of somebody else': {
    facts: { end: 'there', addresses: [address(foreign)] },
    cause: 'addressInstead',
    found: [foreign],
  },
  'a private address': {
    facts: { end: 'there', addresses: [address('10.0.0.1', 'refused')] },
    cause: 'privateAddress',
  },
  'the apex of a zone that leads elsewhere': {
    facts: { end: 'there', addresses: [address(foreign)], isZoneApex: true },
    cause: 'apex',
  },
  'the apex of a zone without addresses': {
    facts: { end: 'there', isZoneApex: true },
    cause: 'apex',
  },
  'an apex that leads here, without a proof': {
    facts: { end: 'there', addresses: [address(ours[0]!, 'ours')], isZoneApex: true },
    cause: 'flattened',
    leadsHere: true,
  },
  'an apex that leads here, with its proof': {
    facts: {
      end: 'there',
      addresses: [address(ours[0]!, 'ours')],
      isZoneApex: true,
      texts: [text(proof)],
    },
    cause: null,
    isProved: true,
    leadsHere: true,
  },
  'a flattened CNAME': {
    facts: { end: 'there', addresses: right.addresses },
    cause: 'flattened',
    leadsHere: true,
  },
  'a flattened CNAME with its proof': {
    facts: { end: 'there', addresses: right.addresses, texts: [text(`"${proof.toUpperCase()}"`)] },
    cause: null,
    isProved: true,
    leadsHere: true,
  },
  'a proxy in front': {
    facts: { end: 'there', addresses: [address(foreign, 'ours')] },
    cause: 'proxied',
    leadsHere: true,
    warns: ['proxyHttp'],
  },
  'a proxy in front by a CNAME of its own': {
    facts: { chain: cname('x.cdn.test'), end: 'there', addresses: [address(foreign, 'ours')] },
    cause: 'proxied',
    leadsHere: true,
    warns: ['proxyHttp'],
  },
  'a proxy in front, with the proof': {
    facts: { end: 'there', addresses: [address(foreign, 'ours')], texts: [text(proof)] },
    cause: null,
    isProved: true,
    leadsHere: true,
    warns: ['proxyHttp'],
  },
  'a proxy whose IPv6 nobody here can reach': {
    facts: {
      end: 'there',
      addresses: [address(foreign, 'ours'), address('2001:db8:f::1', 'unreachable')],
      texts: [text(proof)],
    },
    cause: null,
    isProved: true,
    leadsHere: true,
    warns: ['ipv6Unknown', 'proxyHttp'],
  },
  'a proxy in front, where no certificates are ordered': {
    facts: {
      end: 'there',
      addresses: [address(foreign, 'ours')],
      texts: [text(proof)],
      authority: undefined,
    },
    cause: null,
    isProved: true,
    leadsHere: true,
  },
  'a proxy that was put in front of a host that answers': {
    facts: { end: 'there', addresses: [address(foreign, 'ours')] },
    isActive: true,
    cause: null,
    leadsHere: true,
    warns: ['proxied', 'proxyHttp'],
  },
  'a host that answers and whose records name another claim': {
    facts: {
      end: 'there',
      addresses: [address(foreign, 'ours')],
      texts: [text('servicedesk-domain=d-other')],
    },
    isActive: true,
    cause: 'staleTxt',
    leadsHere: true,
    warns: ['proxyHttp'],
  },
  'a name server that says nothing of the TXT record': {
    facts: { end: 'there', addresses: right.addresses, isTextSilent: true },
    cause: 'nameServerSilent',
    leadsHere: true,
  },
  'a name server that says nothing of a TXT record that isn’t needed': {
    facts: { ...right, isTextSilent: true },
    cause: null,
    isProved: true,
    leadsHere: true,
  },
  'the proof alone, without a way here': {
    facts: { end: 'there', addresses: [address(foreign)], texts: [text(proof)] },
    cause: 'addressInstead',
  },
  'an old TXT value where the proof is needed': {
    facts: { end: 'there', addresses: right.addresses, texts: [text('servicedesk-domain=d-old')] },
    cause: 'staleTxt',
    leadsHere: true,
    found: ['servicedesk-domain=d-old'],
  },
  'an old TXT value beside a right CNAME': {
    facts: { ...right, texts: [text('servicedesk-domain=d-old')] },
    cause: null,
    isProved: true,
    leadsHere: true,
    warns: ['staleTxt'],
  },
  'a TXT record of something else': {
    facts: { ...right, texts: [text('google-site-verification=x')] },
    cause: null,
    isProved: true,
    leadsHere: true,
  },
  'a right CNAME in the tombstone of another tenant': {
    facts: right,
    needsTxt: true,
    cause: 'tombstone',
    isProved: false,
    leadsHere: true,
  },
  'CNAME and TXT in the tombstone of another tenant': {
    facts: { ...right, texts: [text(proof)] },
    needsTxt: true,
    cause: null,
    isProved: true,
    leadsHere: true,
  },
  'one address of ours and one of somebody else': {
    facts: {
      end: 'there',
      addresses: [address(ours[0]!, 'ours'), address(foreign)],
      texts: [text(proof)],
    },
    cause: 'addressElsewhere',
    isProved: true,
    leadsHere: true,
  },
  'a stray AAAA record': {
    facts: {
      end: 'there',
      addresses: [address(ours[0]!, 'ours'), address('2001:db8:f::1')],
      texts: [text(proof)],
    },
    cause: 'strayAaaa',
    isProved: true,
    leadsHere: true,
    found: ['2001:db8:f::1'],
  },
  'a stray AAAA record that we can’t reach, beside an address of ours': {
    facts: {
      end: 'there',
      addresses: [address(ours[0]!, 'ours'), address('2001:db8:f::1', 'unreachable')],
      texts: [text(proof)],
    },
    cause: 'strayAaaa',
    isProved: true,
    leadsHere: true,
  },
  'CAA for another authority': {
    facts: { ...right, caa: caa('0 issue "other.example"', '0 iodef "mailto:x@acme.test"') },
    cause: 'caaForbids',
    isProved: true,
    leadsHere: true,
    mayIssue: false,
    found: ['0 issue "other.example"', '0 iodef "mailto:x@acme.test"'],
  },
  'CAA for ours, with an account': {
    facts: { ...right, caa: caa('0 issue "other.example"', '0 issue "CA.example; accounturi=x"') },
    cause: null,
    isProved: true,
    leadsHere: true,
  },
  'CAA for wildcards alone': {
    facts: { ...right, caa: caa('0 issuewild "other.example"') },
    cause: null,
    isProved: true,
    leadsHere: true,
  },
  'CAA that allows nobody': {
    facts: { ...right, caa: caa('0 issue ";"') },
    cause: 'caaForbidsAll',
    isProved: true,
    leadsHere: true,
    mayIssue: false,
  },
  'CAA with a critical tag that nobody knows': {
    facts: { ...right, caa: caa('0 issue "ca.example"', '128 tbs "x"') },
    cause: 'caaForbidsAll',
    isProved: true,
    leadsHere: true,
    mayIssue: false,
  },
  'CAA where our authority says no name': {
    facts: {
      ...right,
      caa: caa('0 issue "other.example"'),
      authority: { names: undefined, port80: 80 },
    },
    cause: null,
    isProved: true,
    leadsHere: true,
    warns: ['caaUnknown'],
  },
  'CAA that allows nobody, where our authority says no name': {
    facts: { ...right, caa: caa('0 issue ";"'), authority: { names: undefined, port80: 80 } },
    cause: 'caaForbidsAll',
    isProved: true,
    leadsHere: true,
    mayIssue: false,
  },
  'CAA that can’t be read': {
    facts: { ...right, caa: 'silent' },
    cause: null,
    isProved: true,
    leadsHere: true,
    warns: ['caaUnreadable'],
  },
  'CAA where no certificates are ordered': {
    facts: { ...right, caa: caa('0 issue ";"'), authority: undefined },
    cause: null,
    isProved: true,
    leadsHere: true,
  },
  'port 80 closed': {
    facts: { ...right, addresses: [address(ours[0]!, 'closed')] },
    cause: null,
    isProved: true,
    leadsHere: true,
    warns: ['port80Silent'],
  },
};

describe('the diagnosis of', () => {
  it.each(Object.entries(cases))('%s', (_, expected) => {
    const { needsTxt = false, isActive = false } = expected;
    const found = diagnose(factsOf(expected.facts), { needsTxt, isActive });
    const { isProved = false, leadsHere = false, mayIssue = true, warns = [] } = expected;
    expect({
      cause: found.cause?.key ?? null,
      isProved: found.isProved,
      leadsHere: found.leadsHere,
      mayIssue: found.mayIssue,
      warns: found.findings.flatMap((one) =>
        one.verdict === 'warning' && one.cause ? [one.cause.key] : [],
      ),
    }).toEqual({ cause: expected.cause, isProved, leadsHere, mayIssue, warns });
    // One cause, one fix: nothing is said to be wrong twice.
    const wrong = found.findings.filter((one) => one.verdict === 'wrong');
    expect(wrong).toHaveLength(expected.cause ? 1 : 0);
    if (expected.found) expect(wrong[0]?.found).toEqual(expected.found);
    expect(wrong.every(({ check, expected }) => check === 'caa' || expected.length > 0)).toBe(true);
  });

  it('says when the old record can be forgotten, and a minute where there is none', () => {
    const old = factsOf({ end: 'there', addresses: [address(foreign, 'other', 7_200)] });
    expect(diagnose(old).lookAgainAfter).toBe(7_200);
    expect(diagnose(factsOf()).lookAgainAfter).toBe(60);
  });

  it('is a sentence and one fix in every language, with all its values', async () => {
    const keys = new Set<string>();
    for (const locale of locales) {
      const t = await translatorFor(locale);
      for (const { facts, needsTxt = false } of Object.values(cases)) {
        for (const { cause } of diagnose(factsOf(facts), { needsTxt }).findings) {
          if (!cause) continue;
          keys.add(cause.key);
          for (const part of ['domains.causes', 'domains.fixes']) {
            const sentence = t(`${part}.${cause.key}`, cause.values);
            expect(sentence).toMatch(/\p{L}+ .*[\p{L}\d)»“”"]\.$/u);
            expect(sentence).not.toMatch(/undefined|[{}]/);
          }
        }
      }
    }
    expect(keys.size).toBeGreaterThan(20);
  });
});

describe('the records to enter', () => {
  const of = (facts: Partial<HostFacts>, needsTxt = false) =>
    instructionsFor({ host, claim }, base, diagnose(factsOf(facts), { needsTxt }));
  const route = { type: 'CNAME', name: host, value: target, purpose: 'both', isAlternative: false };
  const txt = { type: 'TXT', name: `_servicedesk.${host}`, value: proof, purpose: 'proof' };

  it('are one CNAME, and a TXT record where none can stand', () => {
    const wanted = [route, { ...txt, isAlternative: true }];
    expect(instructionsFor({ host, claim }, base, null)).toEqual(wanted);
    expect(of({})).toEqual(wanted);
    expect(of(right)).toEqual(wanted);
  });

  it('are both in another tenant’s tombstone', () => {
    expect(of(right, true)).toEqual([route, { ...txt, isAlternative: false }]);
  });

  it.each<[string, Partial<HostFacts>]>([
    ['behind a proxy', { addresses: [address(foreign, 'ours')] }],
    ['where the CNAME is flattened', { addresses: right.addresses }],
    ['at an apex that leads here', { addresses: right.addresses, isZoneApex: true }],
  ])('are the TXT record alone %s, before and after it is there', (_, seen) => {
    const alone = [{ ...txt, isAlternative: false }];
    expect(of({ end: 'there', ...seen })).toEqual(alone);
    expect(of({ end: 'there', ...seen, texts: [text(proof)] })).toEqual(alone);
  });

  it('are addresses and the TXT record at an apex that leads elsewhere', () => {
    expect(of({ end: 'there', isZoneApex: true, addresses: [address(foreign)] })).toEqual([
      { type: 'A', name: host, value: ours[0], purpose: 'route', isAlternative: false },
      { type: 'AAAA', name: host, value: ours[1], purpose: 'route', isAlternative: false },
      { ...txt, isAlternative: false },
    ]);
  });
});
