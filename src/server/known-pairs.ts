import 'server-only';
import { log } from '@/platform/log';
import { gatherQuestions } from './gather-questions';
import { keepNewest } from './keep-newest';

/** PEM, the leaf first, and its key. */
export interface Pair {
  chain: string;
  key: string;
}

export interface KnownPairs {
  /**
   * The certificate of a host and its key: from memory, else from the database; undefined where
   * there is none. A host that is known is answered while the database is away; for another one
   * it throws `DatabaseAway` then. The same object for as long as nothing changed.
   */
  find(host: string): Pair | undefined | Promise<Pair | undefined>;
  /** The next question asks the database. Without a host: for every host. */
  outdate(host?: string): void;
  /** Learns these hosts beforehand, as far as there is room. */
  learn(hosts: string[]): Promise<void>;
}

interface Known {
  pair: Pair;
  readAt: number;
  /** Somebody said that it has changed: the next one waits for the answer, if not for long. */
  isOutdated: boolean;
  asking: Promise<Pair | undefined> | undefined;
}

/** Milliseconds. */
const freshFor = 300_000;
const unknownFor = 10_000;
const patience = 300;
const pause = 2_000;
/** 20,000 pairs are some 50 MB. */
const bounds = { known: 20_000, unknown: 10_000 };

export function createKnownPairs(
  ofHosts: (hosts: string[]) => Promise<Map<string, Pair>>,
  most = bounds.known,
): KnownPairs {
  const known = new Map<string, Known>();
  const unknown = new Map<string, number>();
  const ask = gatherQuestions(ofHosts);
  let changes = 0;

  const take = (host: string, pair: Pair | undefined, seen: number): Pair | undefined => {
    const isOutdated = changes !== seen; // it may have changed while the answer was on its way
    const before = known.get(host)?.pair;
    known.delete(host);
    unknown.delete(host);
    if (!pair) {
      if (!isOutdated) keepNewest(unknown, host, Date.now(), bounds.unknown);
      return undefined;
    }
    const isSame = before?.chain === pair.chain && before.key === pair.key;
    const kept = isSame ? before : { chain: pair.chain, key: pair.key };
    keepNewest(
      known,
      host,
      { pair: kept, readAt: Date.now(), isOutdated, asking: undefined },
      most,
    );
    return kept;
  };

  const read = async (host: string): Promise<Pair | undefined> => {
    const seen = changes;
    return take(host, await ask(host), seen);
  };

  const refresh = (host: string, entry: Known): Promise<Pair | undefined> => {
    entry.asking ??= read(host).catch((error) => {
      log.debug('sni.servedStale', { host, error });
      entry.asking = undefined;
      entry.readAt = Date.now() - freshFor + pause; // not at every handshake
      return entry.pair;
    });
    return entry.asking;
  };

  return {
    find(host) {
      const entry = known.get(host);
      if (entry) {
        keepNewest(known, host, entry, most);
        if (entry.isOutdated) return soonOr(refresh(host, entry), entry.pair);
        if (Date.now() - entry.readAt > freshFor) void refresh(host, entry);
        return entry.pair;
      }
      const askedAt = unknown.get(host);
      if (askedAt !== undefined && Date.now() - askedAt < unknownFor) return undefined;
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
    async learn(hosts) {
      const wanted = hosts.filter((host) => !known.has(host)).slice(0, most - known.size);
      const seen = changes;
      const pairs = await ofHosts(wanted);
      for (const [host, pair] of pairs) {
        if (!known.has(host) && known.size < most) take(host, pair, seen);
      }
    },
  };
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
