import 'server-only';
import { randomInt } from 'node:crypto';
import { decode, encode, type Packet, RECURSION_DESIRED, type RecordType } from 'dns-packet';
import { askServer } from './dns-update-exchange';
import { outcomeOf, type TsigKey, updateMessage } from './dns-update-message';

/** The primary name server that takes our updates. */
export interface UpdateServer {
  /** `192.0.2.1:53`, `[2001:db8::1]:53`; port 53 where none is named. */
  server: string;
  /** Without one the server must allow our address. */
  key?: TsigKey;
}

/** What the other side did is a value: `code` is its own word, such as `REFUSED` or `BADKEY`. */
export type DnsUpdating =
  | { update: 'done' }
  | { update: 'refused'; code: string }
  | { update: 'away'; reason: string };

/** The zone that holds a name, and the name itself after the CNAMEs that lead on from it. */
export interface RecordPlace {
  name: string;
  zone: string;
}

/**
 * Where a TXT record of `name` stands at this server: by its SOA (RFC 2136, 4.1). A CNAME at
 * the name, to a zone for challenges alone, is followed. Undefined where the server answers for
 * no such zone; throws what the socket threw where it doesn't answer.
 */
export async function findPlace(
  { server }: UpdateServer,
  name: string,
): Promise<RecordPlace | undefined> {
  let owner = name;
  for (let leaps = 0; leaps < 5; leaps++) {
    const answer = await query(server, owner, 'TXT');
    const cname = answer.answers?.find((one) => one.type === 'CNAME' && sameName(one.name, owner));
    if (cname?.type === 'CNAME') {
      owner = cname.data;
      continue;
    }
    const zone = await zoneOf(server, owner);
    return zone === undefined ? undefined : { name: owner, zone };
  }
  return undefined;
}

/** Makes `values` the only TXT records at a place, or removes them all; safe to repeat. */
export function setTxt(
  target: UpdateServer,
  place: RecordPlace,
  values: string[],
): Promise<DnsUpdating> {
  return update(target, place, values);
}

/** Whether the server takes updates of ours in this zone: sends one that changes nothing. */
export function tryUpdate(target: UpdateServer, place: RecordPlace): Promise<DnsUpdating> {
  return update(target, place, undefined);
}

/** Seconds that others may keep what we set. */
const ttl = 60;

async function update(
  { server, key }: UpdateServer,
  { name, zone }: RecordPlace,
  values: string[] | undefined,
): Promise<DnsUpdating> {
  const message = updateMessage({ name, zone, values, ttl }, key);
  try {
    const answer = await askServer(server, message.bytes, message.id);
    const code = outcomeOf(answer, message, key);
    return code === 'NOERROR' ? { update: 'done' } : { update: 'refused', code };
  } catch (error) {
    return { update: 'away', reason: (error as Error).message };
  }
}

/** The TXT records that a server shows for a name, sorted; throws where it doesn't answer. */
export async function readTxt(server: string, name: string): Promise<string[]> {
  const { answers = [] } = await query(server, name, 'TXT');
  return answers
    .flatMap((one) => (one.type === 'TXT' ? [[one.data].flat().map(String).join('')] : []))
    .sort();
}

/** The names of the zone's own name servers, as this one lists them. */
export async function nameServersOf(server: string, zone: string): Promise<string[]> {
  const { answers = [] } = await query(server, zone, 'NS');
  return answers.flatMap((one) => (one.type === 'NS' ? [one.data.toLowerCase()] : []));
}

/** From the whole name up: the first at which the server shows its own SOA. */
async function zoneOf(server: string, name: string): Promise<string | undefined> {
  const labels = name.split('.');
  for (let cut = 0; cut < labels.length; cut++) {
    const candidate = labels.slice(cut).join('.');
    const { answers = [], authorities = [] } = await query(server, candidate, 'SOA');
    const soa = [...answers, ...authorities].find((one) => one.type === 'SOA');
    if (soa && isWithin(name, soa.name)) return soa.name;
  }
  return undefined;
}

async function query(server: string, name: string, type: RecordType): Promise<Packet> {
  const id = randomInt(0x10000);
  const question = { type: 'query', id, flags: RECURSION_DESIRED, questions: [{ type, name }] };
  return decode(await askServer(server, encode(question as Packet), id));
}

const bare = (name: string) => name.toLowerCase().replace(/\.$/, '');
const sameName = (one: string, other: string) => bare(one) === bare(other);
const isWithin = (name: string, zone: string) =>
  sameName(name, zone) || bare(name).endsWith(`.${bare(zone)}`);
