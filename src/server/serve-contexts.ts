import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { atTheDoor } from '@/access/in-transaction';
import { certificatesOfHosts } from '@/certificates/serve-certificate';
import { wildcardPair } from '@/certificates/wildcard';
import { readEnv } from '@/platform/env';
import { log } from '@/platform/log';
import { listen, onReconnect } from '@/platform/notify';
import { hasWildcard } from '@/tenants/urls';
import { createKnownPairs, type KnownPairs, type Pair } from './known-pairs';
import { createSniContexts, type SniContexts } from './sni-contexts';

export interface ServedContexts extends SniContexts {
  /** The next handshake asks the database; without a host for every host. */
  outdate(host?: string): void;
  /**
   * Learns the certificates that there are, a few at a time: after a start all visitors come at
   * once, and the database may be away tomorrow. Never rejects.
   */
  learnAll(): Promise<void>;
}

/** The contexts of this process; a certificate that changes anywhere is asked about anew. */
export function serveContexts(): ServedContexts {
  const pairs = createKnownPairs(certificatesOfHosts);
  const contexts = createSniContexts({
    pairs,
    wildcard: wildcardFor,
    isBelowWildcard: (host) => hasWildcard() && isManaged(host),
  });
  for (const channel of ['servicedesk_certificates', 'servicedesk_domains'] as const) {
    listen(channel, (payload) => {
      const host = (payload as { host?: unknown } | null)?.host;
      if (host !== '*') pairs.outdate(typeof host === 'string' ? host : undefined);
    });
  }
  onReconnect(() => pairs.outdate());
  return { ...contexts, outdate: pairs.outdate, learnAll: () => learnAll(pairs) };
}

const atOnce = 100;
const breath = 20;

async function learnAll(pairs: KnownPairs): Promise<void> {
  try {
    const { rows } = await atTheDoor((tx) =>
      tx.execute<{ host: string }>(
        sql`select host from app.certificate_expiries() where not_after > now() limit 20000`,
      ),
    );
    for (let from = 0; from < rows.length; from += atOnce) {
      await pairs.learn(rows.slice(from, from + atOnce).map(({ host }) => host));
      await sleep(breath);
    }
  } catch (error) {
    log.debug('sni.notLearned', { error }); // then each is asked about when somebody comes
  }
}

async function wildcardFor(host: string): Promise<Pair | undefined> {
  const pair = await wildcardPair();
  return host === readEnv().BASE_DOMAIN && !pair?.coversBase ? undefined : pair;
}

/** The base domain, or one label below it: what `*.‹BASE_DOMAIN›` and its certificate are for. */
function isManaged(host: string): boolean {
  const base = readEnv().BASE_DOMAIN;
  if (host === base) return true;
  return host.endsWith(`.${base}`) && !host.slice(0, -base.length - 1).includes('.');
}
