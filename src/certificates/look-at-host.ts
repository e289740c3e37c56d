import 'server-only';
import { clock } from '@/platform/clock';
import { type DnsClient, dnsClient } from '@/platform/dns-client';
import { type DnsRecord, isSilent } from '@/platform/dns-records';
import { type Env, readEnv } from '@/platform/env';
import { authorityNames } from './authority-names';
import { askEcho } from './domain-echo';
import { type HostFacts, proofName, type SeenAddress } from './host-facts';
import { lookAtCaa } from './look-at-caa';

const mostSteps = 8;
const mostAddresses = 8;
/** Milliseconds for all that is asked of name servers. */
const patience = 8_000;

/**
 * Looks at everything that decides whether a host leads here: its CNAMEs and addresses, our own
 * ones, the proof, CAA, and who answers over HTTP. What comes in any order is sorted, so that two
 * looks at the same find the same. Takes seconds, at worst twelve where everybody is silent; never
 * throws for what the other side does.
 */
export async function lookAtHost(
  { host, claim }: { host: string; claim: string },
  {
    env = readEnv(),
    dns = dnsClient({ resolvers: env.DNS_RESOLVERS, patience }),
  }: LookOptions = {},
): Promise<HostFacts> {
  const base = env.BASE_DOMAIN;
  const target = `${claim}.${base}`;
  const [way, apex, texts, ownAddresses, caa, names] = await Promise.all([
    follow(dns, host),
    dns.ask(host, 'SOA'),
    dns.ask(proofName(host), 'TXT'),
    Promise.all([base, target].map((name) => follow(dns, name))),
    env.ACME_DIRECTORY_URL ? lookAtCaa(dns, host) : undefined,
    env.ACME_DIRECTORY_URL ? authorityNames(env.ACME_DIRECTORY_URL) : undefined,
  ]);
  const ours = ownAddresses.flatMap((one) => one.addresses.map((record) => record.value));
  const port80 = env.ACME_HTTP_PORT ?? 80;
  const known = { claim, port: port80, ours: new Set(ours) };
  return {
    at: clock.now().toISOString(),
    host,
    target,
    base,
    chain: way.chain,
    end: way.end,
    endName: way.endName,
    addresses: await Promise.all(way.addresses.map((record) => asked(host, record, known))),
    ours: [...new Set(ours)].sort(),
    texts: texts.records
      .filter((record) => record.type === 'TXT')
      .map(({ value, ttl }) => ({ value: value.trim(), ttl }))
      .sort(byValue),
    isTextSilent: isSilent(texts),
    isZoneApex: apex.records.some((record) => record.type === 'SOA'),
    caa,
    authority: env.ACME_DIRECTORY_URL ? { names, port80 } : undefined,
  };
}

export interface LookOptions {
  env?: Env;
  dns?: DnsClient;
}

interface Way extends Pick<HostFacts, 'chain' | 'end' | 'endName'> {
  addresses: DnsRecord[];
}

/** Goes along the CNAMEs of a name, up to its addresses. */
async function follow(dns: DnsClient, name: string): Promise<Way> {
  const chain: Way['chain'] = [];
  for (let at = name; ; ) {
    const answers = await Promise.all([dns.ask(at, 'A'), dns.ask(at, 'AAAA')]);
    const records = answers.flatMap((answer) => answer.records);
    const alias = records.find((record) => record.type === 'CNAME');
    if (alias && chain.length < mostSteps) {
      chain.push({ name: at, target: alias.value, ttl: alias.ttl });
      at = alias.value;
      continue;
    }
    const addresses = records
      .filter((record) => record.type !== 'CNAME')
      .sort(byValue)
      .slice(0, mostAddresses);
    const said = answers.map((answer) => answer.rcode);
    if (addresses.length > 0) return { chain, end: 'there', endName: at, addresses };
    if (said.includes('NXDOMAIN')) return { chain, end: 'missing', endName: at, addresses };
    const end = answers.some(isSilent) ? 'silent' : 'there';
    return { chain, end, endName: at, addresses };
  }
}

const byValue = (a: { value: string }, b: { value: string }) => (a.value < b.value ? -1 : 1);

async function asked(
  host: string,
  { value, type, ttl }: DnsRecord,
  known: Parameters<typeof askEcho>[2],
): Promise<SeenAddress> {
  return { value, isV6: type === 'AAAA', ttl, echo: await askEcho(host, value, known) };
}
