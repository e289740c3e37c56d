import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { dnsClient } from '@/platform/dns-client';
import {
  type DnsUpdating,
  findPlace,
  nameServersOf,
  type RecordPlace,
  readTxt,
  setTxt,
  tryUpdate,
  type UpdateServer,
} from '@/platform/dns-update';
import { type Env, readEnv } from '@/platform/env';
import { isPublicAddress } from '@/platform/public-address';
import type { Failure } from './tables';

/** How long the name servers have to show what the primary one took, before the next try. */
const publishFor = 30_000;

/** The server that takes our updates and the key that signs them, from the environment. */
export function updateServer(env: Env = readEnv()): UpdateServer {
  const { RFC2136_NAMESERVER, RFC2136_TSIG_KEY, RFC2136_TSIG_SECRET, RFC2136_TSIG_ALGORITHM } = env;
  const server = RFC2136_NAMESERVER ?? '';
  if (!RFC2136_TSIG_KEY || !RFC2136_TSIG_SECRET) return { server };
  const key = { name: RFC2136_TSIG_KEY, secret: RFC2136_TSIG_SECRET };
  return { server, key: { ...key, algorithm: RFC2136_TSIG_ALGORITHM } };
}

/** The name at which the authority looks for the proof (RFC 8555, 8.4). */
export const challengeName = (baseDomain: string) => `_acme-challenge.${baseDomain}`;

/**
 * Puts the proofs of DNS-01 at the base domain's challenge name and waits until its name servers
 * show them. Undefined where they do, else why not.
 */
export async function publishProofs(
  baseDomain: string,
  proofs: string[],
): Promise<Failure | undefined> {
  const target = updateServer();
  const name = challengeName(baseDomain);
  const place = await placeOf(target, name);
  if ('key' in place) return place;
  if (!(await shows(target.server, place.name, proofs))) {
    const updated = await setTxt(target, place, proofs);
    if (updated.update !== 'done') return failureOf(updated, target, place.name);
  }
  const late = await lateServer(target, place, proofs);
  return late === undefined
    ? undefined
    : { key: 'dnsNotPublished', values: { server: late, name: place.name } };
}

/** Takes the proofs away again. One that stays does no harm, so a failure is let be. */
export async function withdrawProofs(baseDomain: string): Promise<void> {
  const target = updateServer();
  const place = await placeOf(target, challengeName(baseDomain));
  if (!('key' in place)) await setTxt(target, place, []);
}

/** For `doctor`: why the name server would not take a proof, or undefined where it would. */
export async function findUpdateFault(env: Env): Promise<Failure | undefined> {
  const target = updateServer(env);
  const place = await placeOf(target, challengeName(env.BASE_DOMAIN));
  if ('key' in place) return place;
  const tried = await tryUpdate(target, place);
  return tried.update === 'done' ? undefined : failureOf(tried, target, place.name);
}

async function placeOf(target: UpdateServer, name: string): Promise<RecordPlace | Failure> {
  const { server } = target;
  try {
    const place = await findPlace(target, name);
    return place ?? { key: 'dnsUpdateNoZone', values: { server, name } };
  } catch (error) {
    return { key: 'dnsUpdateAway', values: { server, reason: (error as Error).message } };
  }
}

function failureOf(
  updated: Exclude<DnsUpdating, { update: 'done' }>,
  { server }: UpdateServer,
  name: string,
): Failure {
  if (updated.update === 'away') {
    return { key: 'dnsUpdateAway', values: { server, reason: updated.reason } };
  }
  switch (updated.code) {
    case 'BADKEY':
    case 'BADSIG':
    case 'UNSIGNED':
      return { key: 'dnsUpdateBadKey', values: { server } };
    case 'BADTIME':
      return { key: 'dnsUpdateBadTime', values: { server } };
    case 'REFUSED':
      return { key: 'dnsUpdateRefused', values: { server, name } };
    case 'NOTAUTH':
    case 'NOTZONE':
      return { key: 'dnsUpdateNoZone', values: { server, name } };
    default:
      return { key: 'dnsUpdateFailed', values: { server, code: updated.code } };
  }
}

/** A server that does not show all proofs in time, or undefined. */
async function lateServer(
  { server }: UpdateServer,
  { name, zone }: RecordPlace,
  proofs: string[],
): Promise<string | undefined> {
  let late = [server, ...(await secondariesOf(server, zone))];
  const deadline = Date.now() + publishFor;
  for (let pause = 100; ; pause = Math.min(pause * 2, 2_000)) {
    const seen = await Promise.all(late.map((one) => shows(one, name, proofs, one !== server)));
    late = late.filter((_, at) => !seen[at]);
    if (late.length === 0) return undefined;
    if (Date.now() > deadline) return late[0];
    await sleep(pause);
  }
}

/** The zone's public name servers: it is them whom the authority asks. */
async function secondariesOf(server: string, zone: string): Promise<string[]> {
  const names = await nameServersOf(server, zone).catch(() => []);
  const dns = dnsClient({ resolvers: readEnv().DNS_RESOLVERS });
  const found = await Promise.all(names.slice(0, 8).map((name) => dns.ask(name, 'A')));
  const addresses = found.flatMap(({ records }) => records.map(({ value }) => value));
  return [...new Set(addresses)].filter((address) => isPublicAddress(address));
}

/** `orSilent`: one that can't be reached from here is left to the authority. */
async function shows(
  server: string,
  name: string,
  proofs: string[],
  orSilent = false,
): Promise<boolean> {
  try {
    const values = await readTxt(server, name);
    return proofs.every((proof) => values.includes(proof));
  } catch {
    return orSilent;
  }
}
