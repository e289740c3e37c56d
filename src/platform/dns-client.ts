import 'server-only';
import { getServers } from 'node:dns';
import type { DecodedPacket, RecordType } from 'dns-packet';
import { exchange } from './dns-exchange';
import { type DnsAnswer, isSilent, noAnswer, readAnswer } from './dns-records';
import { type NameServer, readNameServer } from './dns-transport';
import { isPublicAddress } from './public-address';

export interface DnsClient {
  /**
   * The records of one type at one name, with the seconds they may be kept. Follows nothing: where
   * a CNAME stands in place of the type, the answer is that CNAME. Never throws.
   */
  ask(name: string, type: RecordType): Promise<DnsAnswer>;
}

export interface DnsClientOptions {
  resolvers: readonly string[];
  /** Which resolvers the system has, where a zone's servers listen and which of them may be asked. */
  system?: readonly string[];
  zonePort?: number;
  mayAsk?: (address: string) => boolean;
  /** Milliseconds for everything that is ever asked through the client; then nobody answers. */
  patience?: number;
}

/** Of each server: how often it is tried, and how long, in milliseconds. */
const resolverTries = { count: 2, longest: 2_000 };
/** Less: where a zone's own servers are silent the resolvers must have time left. */
const zoneTries = { count: 1, longest: 1_000 };
const most = 3;

/**
 * A client for one look around: what it has once asked it doesn't ask again, a server that was
 * silent once is asked last, and one that said nothing at all is left alone.
 *
 * With `resolvers` (DNS_RESOLVERS) those answer and nobody else. Without, the zone's own name
 * servers are found by the system's resolvers and asked directly, so that a record that was just
 * entered is seen before the old answer is forgotten elsewhere; where they can't be reached, the
 * system's resolvers answer.
 */
export function dnsClient({
  resolvers,
  system = getServers(),
  zonePort = 53,
  mayAsk = isPublicAddress,
  patience = Number.POSITIVE_INFINITY,
}: DnsClientOptions): DnsClient {
  const answers = new Map<string, Promise<DnsAnswer>>();
  const zones = new Map<string, Promise<NameServer[]>>();
  const late = new Set<string>();
  const silent = new Set<string>();
  const deadline = performance.now() + patience;
  const isDirect = resolvers.length === 0;
  const known = (isDirect ? system : resolvers).map(readNameServer).slice(0, most);

  return {
    ask: (name, type) => once(answers, `${type} ${name.toLowerCase()}`, () => find(name, type)),
  };

  async function find(name: string, type: RecordType): Promise<DnsAnswer> {
    if (!isAskable(name)) return { rcode: 'NXDOMAIN', records: [] };
    if (isDirect) {
      const own = await askFirst(await serversOf(name), name, type, false);
      if (own) return own;
    }
    return (await askFirst(known, name, type, true)) ?? noAnswer;
  }

  /** The name servers of the zone that `name` stands in: of the nearest name above that has any. */
  function serversOf(name: string): Promise<NameServer[]> {
    return once(zones, name.toLowerCase(), async () => {
      const servers = await askFirst(known, name, 'NS', true);
      const names = servers?.records.filter((record) => record.type === 'NS') ?? [];
      if (names.length > 0) return addressesOf(names.map((record) => record.value));
      const above = name.slice(name.indexOf('.') + 1);
      return name.includes('.') ? serversOf(above) : [];
    });
  }

  /** A stranger's zone must not send us to addresses inside our own network. */
  async function addressesOf(names: string[]): Promise<NameServer[]> {
    const found = await Promise.all(
      names
        .slice(0, most)
        .flatMap((name) => [askFirst(known, name, 'A', true), askFirst(known, name, 'AAAA', true)]),
    );
    return found
      .flatMap((answer) => answer?.records ?? [])
      .filter((record) => record.type !== 'CNAME' && mayAsk(record.value))
      .sort((a, b) => a.type.length - b.type.length) // IPv4 first: more of us have it
      .slice(0, most)
      .map((record) => ({ address: record.value, port: zonePort }));
  }

  async function askFirst(
    servers: NameServer[],
    name: string,
    type: RecordType,
    recursive: boolean,
  ): Promise<DnsAnswer | undefined> {
    const { count, longest } = recursive ? resolverTries : zoneTries;
    let last: DnsAnswer | undefined;
    for (let attempt = 1; attempt <= count; attempt++) {
      const isLate = (server: NameServer) => Number(late.has(keyOf(server)));
      for (const server of servers.toSorted((a, b) => isLate(a) - isLate(b))) {
        const left = Math.min(longest, deadline - performance.now());
        if (left <= 0) return last;
        if (silent.has(keyOf(server))) continue;
        const packet = await exchange(server, { name, type, recursive }, left);
        if (!packet) {
          (attempt === count ? silent : late).add(keyOf(server));
          continue;
        }
        const answer = readAnswer(packet, name, type);
        if (isUseful(packet, answer, recursive)) return answer;
        last = answer;
      }
      if (last) break;
    }
    return recursive ? last : undefined;
  }
}

const keyOf = ({ address, port }: NameServer) => `${address} ${port}`;

/** A zone's server that has no authority for the name (a lame one) knows nothing about it. */
function isUseful(packet: DecodedPacket, answer: DnsAnswer, recursive: boolean): boolean {
  return !isSilent(answer) && (recursive || packet.flag_aa);
}

/** What a DNS message can carry: labels of 1 to 63 bytes, 253 in all. */
function isAskable(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => /^[\x21-\x7e]{1,63}$/.test(label));
}

function once<T>(
  answers: Map<string, Promise<T>>,
  key: string,
  find: () => Promise<T>,
): Promise<T> {
  const known = answers.get(key);
  if (known) return known;
  const found = find();
  answers.set(key, found);
  return found;
}
