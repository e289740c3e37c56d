import 'server-only';
import { createSecureContext, type SecureContext } from 'node:tls';
import { log } from '@/platform/log';
import type { KnownPairs, Pair } from './known-pairs';

export interface ContextSources {
  /** The certificates of custom hosts, and of managed ones that have their own. */
  pairs: KnownPairs;
  /**
   * The one certificate for all managed hosts, where it names this one. The same object for as
   * long as nothing changed.
   */
  wildcard(host: string): Promise<Pair | undefined>;
  /** Whether the wildcard answers for this host; until it is there, the host's own does. */
  isBelowWildcard(host: string): boolean;
}

export interface SniContexts {
  /** Whether there is a certificate for this host. Throws as `KnownPairs` does. */
  isServed(host: string): boolean | Promise<boolean>;
  /**
   * What to show for a host, to be used at once; undefined where nobody has a certificate for it.
   * Throws as `KnownPairs` does.
   */
  find(host: string): SecureContext | undefined | Promise<SecureContext | undefined>;
  figures(): { hits: number; misses: number; size: number };
}

interface Made {
  pair: Pair;
  context: SecureContext;
}

/**
 * A context holds 40 kB outside of what the garbage collector sees, so it is given back by hand:
 * this many milliseconds after it was dropped. A handshake takes what it needs from it at once.
 */
const inUseAtMost = 1_000;

/** Contexts by host, at most `most` of them: the one that was used longest ago goes first. */
export function createSniContexts(sources: ContextSources, most = 2_000): SniContexts {
  const made = new Map<string, Made>();
  const counts = { hits: 0, misses: 0 };
  let wild: Made | undefined;

  const drop = (host: string) => {
    const old = made.get(host);
    if (!old) return;
    made.delete(host);
    setTimeout(() => close(old.context), inUseAtMost).unref();
  };

  const contextFor = (host: string, pair: Pair | undefined): SecureContext | undefined => {
    const before = made.get(host);
    if (before && before.pair === pair) {
      counts.hits++;
      made.delete(host);
      made.set(host, before);
      return before.context;
    }
    drop(host);
    counts.misses++;
    const context = pair && toContextOf(pair, host);
    if (!context) return undefined;
    made.set(host, { pair, context });
    if (made.size > most) drop(made.keys().next().value!);
    return context;
  };

  const wildContext = (pair: Pair): SecureContext => {
    if (wild?.pair === pair) counts.hits++;
    else wild = { pair, context: toContext(pair) };
    return wild.context;
  };

  const findOwn = (host: string) => {
    const pair = sources.pairs.find(host);
    if (pair instanceof Promise) return pair.then((found) => contextFor(host, found));
    return contextFor(host, pair);
  };

  const pairOf = (host: string) =>
    sources.isBelowWildcard(host)
      ? sources.wildcard(host).then((pair) => pair ?? sources.pairs.find(host))
      : sources.pairs.find(host);

  return {
    isServed(host) {
      const pair = pairOf(host);
      return pair instanceof Promise ? pair.then((found) => !!found) : !!pair;
    },
    find(host) {
      if (!sources.isBelowWildcard(host)) return findOwn(host);
      return sources.wildcard(host).then((pair) => (pair ? wildContext(pair) : findOwn(host)));
    },
    figures: () => ({ ...counts, size: made.size }),
  };
}

/**
 * A server context for one pair. Throws where the two don't fit together. Node takes the
 * certificate and the key out of it and nothing else, so the rest is as little as can be made.
 */
export function toContext({ chain, key }: Pair): SecureContext {
  return createSecureContext({ cert: chain, key, ca: [], ciphers: 'TLS_AES_128_GCM_SHA256' });
}

/** A pair that can't be served is as if there were none. */
function toContextOf(pair: Pair, host: string): SecureContext | undefined {
  try {
    return toContext(pair);
  } catch (error) {
    log.error('sni.badCertificate', { host, error });
    return undefined;
  }
}

/** Node's own object has a way to free what it holds; without it the collector does, in time. */
function close({ context }: SecureContext & { context?: { close?: () => void } }) {
  context?.close?.();
}
