import 'server-only';
import { createSecureContext, type SecureContext } from 'node:tls';
import { log } from '@/platform/log';
import { gatherQuestions } from './gather-questions';

/** PEM, the leaf first, and its key. */
export interface Pair {
  chain: string;
  key: string;
}

export interface ContextSources {
  /** The certificates of these hosts; hosts without one are absent. */
  ofHosts(hosts: string[]): Promise<Map<string, Pair>>;
  /** The one certificate for all managed hosts. The same object for as long as nothing changed. */
  wildcard(): Promise<Pair | undefined>;
  /** Whether the wildcard answers for this host. */
  isBelowWildcard(host: string): boolean;
}

export interface SniContexts {
  /**
   * What to show for a host: from memory, else from the database; undefined where nobody has a
   * certificate for it. A host that is known goes on to be served while the database is away; for
   * another one it throws `DatabaseAway` then.
   */
  find(host: string): SecureContext | undefined | Promise<SecureContext | undefined>;
  /** The next handshake asks anew. Without a host: for every host. */
  outdate(host?: string): void;
  figures(): { hits: number; misses: number; size: number };
}

interface Known {
  context: SecureContext;
  pair: Pair;
  readAt: number;
  /** Somebody said that it has changed: the next one waits for the answer, if not for long. */
  isOutdated: boolean;
  asking: Promise<SecureContext | undefined> | undefined;
}

/** Milliseconds. */
const freshFor = 300_000;
const unknownFor = 10_000;
const patience = 300;
const pause = 2_000;
const bounds = { unknown: 10_000 };

/** Contexts by host, at most `most` of them: the one that was used longest ago goes first. */
export function createSniContexts(sources: ContextSources, most = 2_000): SniContexts {
  const known = new Map<string, Known>();
  const unknown = new Map<string, number>();
  const ask = gatherQuestions(sources.ofHosts);
  let wild: { pair: Pair; context: SecureContext } | undefined;
  const counts = { hits: 0, misses: 0 };
  let changes = 0;

  const read = async (host: string): Promise<SecureContext | undefined> => {
    const seen = changes;
    const pair = await ask(host);
    const isOutdated = changes !== seen; // it may have changed while the answer was on its way
    const before = known.get(host);
    const isSame = before?.pair.chain === pair?.chain && before?.pair.key === pair?.key;
    const context = isSame ? before?.context : pair && contextOf(pair, host);
    known.delete(host);
    if (pair && context) {
      unknown.delete(host);
      known.set(host, { context, pair, readAt: Date.now(), isOutdated, asking: undefined });
      if (known.size > most) dropOldest(known);
    } else if (!isOutdated) {
      unknown.delete(host);
      unknown.set(host, Date.now());
      if (unknown.size > bounds.unknown) dropOldest(unknown);
    }
    return context;
  };

  const refresh = (host: string, entry: Known): Promise<SecureContext | undefined> => {
    entry.asking ??= read(host).catch((error) => {
      log.debug('sni.servedStale', { host, error });
      entry.asking = undefined;
      entry.readAt = Date.now() - freshFor + pause; // not at every handshake
      return entry.context;
    });
    return entry.asking;
  };

  return {
    find(host) {
      if (sources.isBelowWildcard(host)) {
        return sources.wildcard().then((pair) => {
          if (!pair) return undefined;
          counts.hits++;
          if (wild?.pair !== pair) wild = { pair, context: toContext(pair) };
          return wild.context;
        });
      }
      const entry = known.get(host);
      if (entry) {
        counts.hits++;
        known.delete(host);
        known.set(host, entry);
        if (entry.isOutdated) return soonOr(refresh(host, entry), entry.context);
        if (Date.now() - entry.readAt > freshFor) void refresh(host, entry);
        return entry.context;
      }
      const askedAt = unknown.get(host);
      if (askedAt !== undefined && Date.now() - askedAt < unknownFor) return undefined;
      counts.misses++;
      return read(host);
    },
    outdate(host) {
      changes++;
      if (host === undefined) unknown.clear();
      else unknown.delete(host);
      for (const entry of host === undefined ? known.values() : [known.get(host)]) {
        if (entry) entry.isOutdated = true;
      }
    },
    figures: () => ({ ...counts, size: known.size }),
  };
}

/** A server context for one pair. Throws where the two don't fit together. */
export function toContext({ chain, key }: Pair): SecureContext {
  return createSecureContext({ cert: chain, key, ca: [] }); // no roots: we ask no client who it is
}

/** A pair that can't be served is as if there were none. */
function contextOf(pair: Pair, host: string): SecureContext | undefined {
  try {
    return toContext(pair);
  } catch (error) {
    log.error('sni.badCertificate', { host, error });
    return undefined;
  }
}

async function soonOr<T>(answer: Promise<T>, stale: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, patience, stale);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function dropOldest(map: Map<string, unknown>) {
  const oldest = map.keys().next().value;
  if (oldest !== undefined) map.delete(oldest);
}
