import type { Finding } from './diagnosis';
import { type HostFacts, proofName, proofValue } from './host-facts';
import { listed, longest, valuesOf, type Ways } from './judge-addresses';

/** What shows whose the host is. */
export interface Proofs {
  byCname: boolean;
  byTxt: boolean;
}

const claimTarget = /^d-[a-z2-7]{16}\./;
const claimOf = ({ target, base }: HostFacts) => target.slice(0, -base.length - 1);
const unquoted = (value: string) => value.replace(/^"(.*)"$/, '$1').toLowerCase();

export function proofsOf(facts: HostFacts): Proofs {
  const wanted = proofValue(claimOf(facts));
  return {
    byCname: facts.chain.some((step) => step.target === facts.target),
    byTxt: facts.texts.some(({ value }) => unquoted(value) === wanted),
  };
}

/** Undefined where another record does what the CNAME would. */
export function judgeCname(facts: HostFacts, { byCname }: Proofs, ways: Ways): Finding | undefined {
  const { host, chain, target, end, endName, addresses } = facts;
  const finding = {
    check: 'cname' as const,
    expected: [target],
    found: chain.map((step) => step.target),
    ttl: longest(chain),
  };
  const wrong = (key: string, values: Record<string, string>, more: Partial<Finding> = {}) =>
    ({ ...finding, verdict: 'wrong', cause: { key, values }, ...more }) satisfies Finding;
  if (byCname) return { ...finding, verdict: 'right' };
  if (end === 'silent') return wrong('nameServerSilent', { name: endName });
  const found = chain.at(-1)?.target ?? '';
  const own = ownTargetOf(facts);
  if (own) {
    return wrong(claimTarget.test(own) ? 'staleTarget' : 'sharedTarget', {
      host,
      found: own,
      target,
    });
  }
  if (ways.here.length > 0) return undefined;
  if (chain.length > 0) {
    return end === 'missing'
      ? wrong('brokenChain', { host, found, target })
      : wrong('cnameElsewhere', { host, found, target });
  }
  if (addresses.length > 0 && facts.ours.length === 0) {
    return wrong('ownTargetMissing', { target: facts.base });
  }
  const seen = { found: valuesOf(addresses), ttl: longest(addresses) };
  if (facts.isZoneApex) {
    const values = { host, addresses: listed(facts.ours) };
    return wrong('apex', values, { ...seen, check: 'address', expected: facts.ours });
  }
  if (addresses.length === 0) return wrong('cnameMissing', { host, target });
  const isPrivate = addresses.every((one) => one.echo === 'refused');
  return wrong(
    isPrivate ? 'privateAddress' : 'addressInstead',
    isPrivate ? { host, found: listed(seen.found) } : { host, found: listed(seen.found), target },
    seen,
  );
}

/** A name of ours that the host's CNAME leads to, and that is not this claim's. */
function ownTargetOf({ chain, base }: HostFacts): string | undefined {
  const isOwn = (name: string) => name === base || name.endsWith(`.${base}`);
  return chain.map((step) => step.target).find(isOwn);
}

/** What the certificates room knows of a domain besides its DNS. */
export interface Standing {
  /** Another tenant gave the host up not long ago: a CNAME alone proves nothing. */
  needsTxt?: boolean;
  /** Proved and answering: while visitors arrive here, a proof that isn't seen is a warning. */
  isActive?: boolean;
}

/**
 * The TXT record: needed where no CNAME can be seen (an address, a proxy in front), and beside it
 * where another tenant gave the host up not long ago. Undefined where nothing is to say of it.
 */
export function judgeTxt(
  facts: HostFacts,
  { byCname, byTxt }: Proofs,
  ways: Ways,
  { needsTxt = false, isActive = false }: Standing,
): Finding | undefined {
  const { host } = facts;
  const name = proofName(host);
  const value = proofValue(claimOf(facts));
  const said = facts.texts.filter((text) => /^"?servicedesk-domain=/i.test(text.value));
  const isInvisible = !byCname && ways.here.length > 0 && !ownTargetOf(facts);
  const isMissing = needsTxt || isInvisible;
  const finding = {
    check: 'proof' as const,
    expected: [value],
    found: said.map((text) => text.value),
    ttl: longest(said),
  };
  if (byTxt) return { ...finding, verdict: 'right' };
  if (said.length > 0) {
    const values = { name, value, found: listed(finding.found) };
    const verdict = isMissing ? 'wrong' : 'warning';
    return { ...finding, verdict, cause: { key: 'staleTxt', values } };
  }
  if (!isMissing) return undefined;
  const verdict = isActive ? 'warning' : 'wrong';
  if (facts.isTextSilent) {
    return { ...finding, verdict, cause: { key: 'nameServerSilent', values: { name } } };
  }
  const key = needsTxt ? 'tombstone' : ways.proxies.length > 0 ? 'proxied' : 'flattened';
  return { ...finding, verdict, cause: { key, values: { host, name, value } } };
}
