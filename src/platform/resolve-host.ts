import 'server-only';
import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEnv } from './env';

/** Milliseconds: whoever waits for it is a person, or holds a place in the queue. */
const patience = 3_000;

/**
 * The addresses of a host name, by DNS_RESOLVERS where they are set, else as the system finds
 * them; an address is its own. Empty where there are none or nobody answers in time; never throws.
 */
export async function resolveHost(host: string): Promise<string[]> {
  const name = host.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(name)) return [name];
  if (/(^|\.)localhost$/i.test(name)) return ['127.0.0.1']; // RFC 6761, 6.3: whoever is asked
  const found = readEnv().DNS_RESOLVERS.length > 0 ? byResolvers(name) : bySystem(name);
  return Promise.race([
    found.catch((): string[] => []),
    sleep(patience, [] as string[], { ref: false }),
  ]);
}

async function bySystem(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

async function byResolvers(name: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 1_000, tries: 2 });
  resolver.setServers(readEnv().DNS_RESOLVERS);
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}
