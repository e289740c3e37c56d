import type { Finding } from './diagnosis';
import type { HostFacts, SeenAddress } from './host-facts';

/** The addresses of a host, by where whoever takes them arrives. */
export interface Ways {
  /** At us: an address of our own, or one behind which we answer. */
  here: SeenAddress[];
  /** Behind somebody else's address: a proxy in front. */
  proxies: SeenAddress[];
  elsewhere: SeenAddress[];
  /** IPv6 beside a proxy's IPv4, where no IPv6 leads out of here: nobody knows. */
  unknown: SeenAddress[];
}

export function waysOf({ addresses, ours }: HostFacts): Ways {
  const isOwn = (one: SeenAddress) => ours.includes(one.value);
  const proxies = addresses.filter((one) => !isOwn(one) && one.echo === 'ours');
  const here = addresses.filter((one) => isOwn(one) || one.echo === 'ours');
  const others = addresses.filter((one) => !here.includes(one));
  const unknown = others.filter(
    (one) => one.isV6 && one.echo === 'unreachable' && proxies.length > 0,
  );
  return { here, proxies, unknown, elsewhere: others.filter((one) => !unknown.includes(one)) };
}

export const valuesOf = (addresses: SeenAddress[]) => addresses.map((one) => one.value);
export const listed = (values: string[]) => values.join(', ');
export const longest = (seen: { ttl: number }[]) => Math.max(0, ...seen.map((one) => one.ttl));

/** IPv4 and IPv6, each for itself: a forgotten AAAA record sends some visitors elsewhere. */
export function judgeAddresses(facts: HostFacts, ways: Ways): Finding[] {
  const { host, addresses, ours } = facts;
  const findings: Finding[] = [];
  for (const isV6 of [false, true]) {
    const own = (values: SeenAddress[]) => values.filter((one) => one.isV6 === isV6);
    const seen = own(addresses);
    if (seen.length === 0) continue;
    const astray = own(ways.elsewhere);
    const finding = {
      check: isV6 ? ('ipv6' as const) : ('address' as const),
      expected: ours.filter((value) => value.includes(':') === isV6),
      found: valuesOf(seen),
      ttl: longest(seen),
    };
    const found = listed(valuesOf(astray));
    if (astray.length > 0) {
      findings.push({ ...finding, verdict: 'wrong', cause: strayed(facts, astray, isV6, found) });
    } else if (own(ways.unknown).length > 0) {
      const cause = { key: 'ipv6Unknown', values: { host, found: listed(finding.found) } };
      findings.push({ ...finding, verdict: 'warning', cause });
    } else {
      findings.push({ ...finding, verdict: 'right' });
    }
  }
  return findings;
}

function strayed({ host }: HostFacts, astray: SeenAddress[], isV6: boolean, found: string) {
  if (astray.every((one) => one.echo === 'refused')) {
    return { key: 'privateAddress', values: { host, found } };
  }
  return { key: isV6 ? 'strayAaaa' : 'addressElsewhere', values: { host, found } };
}

/**
 * A proxy in front answers for us: nothing is wrong with it, unless it speaks plain HTTP with us.
 * Where we have a certificate we lead that to HTTPS, so that visitors would go round in circles.
 */
export function judgeProxy(facts: HostFacts, { proxies }: Ways): Finding | undefined {
  if (proxies.length === 0) return undefined;
  const { authority, host, ours } = facts;
  const finding = { check: 'proxy' as const, expected: ours, found: valuesOf(proxies) };
  if (!authority) return { ...finding, verdict: 'right' };
  return { ...finding, verdict: 'warning', cause: { key: 'proxyHttp', values: { host } } };
}

/** Without port 80 an authority's HTTP-01 requests find nobody; TLS-ALPN-01 is used then. */
export function judgePort80({ authority, host }: HostFacts, { here }: Ways): Finding | undefined {
  if (!authority || here.length === 0) return undefined;
  const port = String(authority.port80);
  const isOpen = here.some((one) => one.echo === 'ours');
  const finding = { check: 'port80' as const, expected: [port] };
  if (isOpen) return { ...finding, verdict: 'right', found: [port] };
  const cause = { key: 'port80Silent', values: { host, port } };
  return { ...finding, verdict: 'warning', found: [], cause };
}
