import 'server-only';
import { sql } from 'drizzle-orm';
import { atTheDoor } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { readEnv } from '@/platform/env';
import { log } from '@/platform/log';
import { listen, onReconnect } from '@/platform/notify';
import { shared } from '@/platform/shared';
import { type DomainState, isServed } from './domain-states';

export type HostEntry = { kind: 'provider' } | TenantHost;

export interface TenantHost {
  kind: 'managed' | 'custom';
  tenant: TenantIdentity;
  /** False for a custom host that is proved and does not answer yet: its certificate is on its way. */
  isReady: boolean;
  /** Has a certificate of its own. */
  isSecure: boolean;
  hsts: boolean;
}

interface Known {
  entry: HostEntry | undefined;
  readAt: number;
  reading: Promise<HostEntry | undefined> | undefined;
}

const freshFor = 30_000;
const unknownFor = 10_000;
/** A stale entry is served when Postgres takes longer than this. */
const patience = 300;
const bounds = { known: 50_000, unknown: 10_000 };

interface Index {
  known: Map<string, Known>;
  unknown: Map<string, Known>;
  /** How often we were told of a change. */
  changes: number;
}

const index = shared<Index>('host-index', () => {
  const made: Index = { known: new Map(), unknown: new Map(), changes: 0 };
  listen('servicedesk_domains', (payload) => {
    const host = (payload as { host?: unknown } | null)?.host;
    expire(made, typeof host === 'string' ? host : undefined);
  });
  onReconnect(() => expire(made));
  return made;
});

/**
 * Whose host this is (`normaliseHost`'s name), or undefined for a host that is not served.
 * From memory where it can: a host that was known goes on to answer while Postgres is away.
 * Throws `DatabaseAway` for a host that was never asked about before.
 */
export async function tenantOfHost(host: string): Promise<HostEntry | undefined> {
  const base = readEnv().BASE_DOMAIN;
  if (host === base) return { kind: 'provider' };
  if (host.endsWith(`.${base}`) && host.slice(0, -base.length - 1).includes('.')) return undefined;
  const known = index.known.get(host) ?? index.unknown.get(host);
  if (!known) return read(host);
  const age = Date.now() - known.readAt;
  if (age < (known.entry ? freshFor : unknownFor)) return known.entry;
  known.reading ??= read(host).finally(() => {
    known.reading = undefined;
  });
  return known.entry ? orStale(known.reading, known.entry, host) : known.reading;
}

async function orStale(reading: Promise<HostEntry | undefined>, stale: HostEntry, host: string) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HostEntry>((resolve) => {
    timer = setTimeout(resolve, patience, stale);
  });
  const failed = reading.catch((error) => {
    log.debug('hosts.servedStale', { host, error });
    return stale;
  });
  try {
    return await Promise.race([failed, late]);
  } finally {
    clearTimeout(timer);
  }
}

interface Row extends Record<string, unknown> {
  id: string;
  slug: string;
  name: string;
  default_language: string;
  time_zone: string;
  is_demo: boolean;
  kind: 'managed' | 'custom';
  state: DomainState;
  is_secure: boolean;
  hsts: boolean;
  managed_host: string;
  managed_is_secure: boolean;
  primary_host: string | null;
  primary_is_secure: boolean | null;
}

async function read(host: string): Promise<HostEntry | undefined> {
  const seen = index.changes;
  const found = await atTheDoor((tx) =>
    tx.execute<Row>(sql`select * from app.tenant_of_host(${host})`),
  );
  const row = found.rows[0];
  const entry: HostEntry | undefined = row && {
    kind: row.kind,
    isReady: row.kind === 'managed' || isServed(row.state),
    isSecure: row.is_secure,
    hsts: row.hsts,
    tenant: {
      id: row.id,
      slug: row.slug,
      name: row.name,
      defaultLanguage: row.default_language,
      timeZone: row.time_zone,
      isDemo: row.is_demo,
      managedHost: row.managed_host,
      managedIsSecure: row.managed_is_secure,
      primaryHost: row.primary_host
        ? { host: row.primary_host, isSecure: row.primary_is_secure === true }
        : null,
    },
  };
  (entry ? index.unknown : index.known).delete(host);
  // It may have changed while the answer was on its way: then the next one asks again.
  keep(entry ? 'known' : 'unknown', host, entry, index.changes === seen ? Date.now() : 0);
  return entry;
}

/** The oldest goes first: asking for random hosts can't fill the memory. */
function keep(
  which: keyof typeof bounds,
  host: string,
  entry: HostEntry | undefined,
  readAt: number,
) {
  const map = index[which];
  map.delete(host);
  map.set(host, { entry, readAt, reading: undefined });
  const oldest = map.size > bounds[which] ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}

/** Known hosts are asked about anew, and served meanwhile if Postgres does not answer. */
function expire(index: Index, host?: string) {
  index.changes++;
  if (host === undefined) index.unknown.clear();
  else index.unknown.delete(host);
  for (const known of host === undefined ? index.known.values() : [index.known.get(host)]) {
    if (known) known.readAt = 0;
  }
}
