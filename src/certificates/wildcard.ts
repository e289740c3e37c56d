import 'server-only';
import { clock } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { log } from '@/platform/log';
import { listen, onReconnect } from '@/platform/notify';
import { shared } from '@/platform/shared';
import { ordersWildcard } from '@/tenants/urls';
import {
  coversHost,
  readWildcardFiles,
  type WildcardFiles,
  warningOf,
  watchFiles,
  wildcardFiles,
} from './wildcard-files';
import { readOrderedWildcard } from './wildcard-row';

/** PEM, the leaf first, and its key. The same object for as long as nothing changed. */
export interface WildcardPair {
  chain: string;
  key: string;
  notAfter: Date;
  /** Whether it names the base domain too; one that an operator brings may not. */
  coversBase: boolean;
}

type Kept = WildcardPair | undefined;
type Read = Omit<WildcardPair, 'coversBase'> | undefined;

/** How long what the database said is believed; a new certificate is announced besides. */
const freshFor = { pair: 60_000, none: 10_000 };

const kept = shared('wildcard', () => ({
  pair: undefined as Kept,
  readAt: 0,
  reading: undefined as Promise<Kept> | undefined,
  isWatched: false,
  listeners: new Set<() => void>(),
}));

/**
 * The certificate for `*.‹BASE_DOMAIN›` and the base domain: the operator's files, else the one
 * that was ordered, else undefined. From memory; what was known (also that there is none yet)
 * goes on to be answered while Postgres is away or while the files are being replaced. Throws
 * `BadEnvironment` where the files could never be used: call it at the start, so that this
 * stops the start.
 */
export async function wildcardPair(): Promise<Kept> {
  if (!kept.isWatched) watch();
  const files = wildcardFiles();
  if (files) return kept.pair ?? take(firstPair(files));
  if (!ordersWildcard()) return undefined;
  const age = clock.now().getTime() - kept.readAt;
  if (age < (kept.pair ? freshFor.pair : freshFor.none)) return kept.pair;
  const reading = readAgain();
  return kept.readAt > 0 ? kept.pair : reading;
}

/**
 * Whether there is one to serve, from memory at once: where one is still on its way, the managed
 * hosts have no HTTPS yet. Asks anew in the background where that may have changed.
 */
export function isWildcardReady(): boolean {
  askAnew();
  return kept.pair !== undefined;
}

/** Whether it is for the base domain too, from memory at once. One that is ordered will be. */
export function isBaseCovered(): boolean {
  askAnew();
  return kept.pair?.coversBase ?? true;
}

function askAnew(): void {
  void wildcardPair().catch((error: unknown) => log.debug('wildcard.notRead', { error }));
}

/** Calls `listener` after `wildcardPair` began to answer something else; returns the way to stop. */
export function onWildcardChange(listener: () => void): () => void {
  if (!kept.isWatched) watch();
  kept.listeners.add(listener);
  return () => kept.listeners.delete(listener);
}

function watch(): void {
  kept.isWatched = true;
  const files = wildcardFiles();
  if (files) watchFiles(files, reloadFiles);
  else if (ordersWildcard()) {
    onReconnect(() => void readAgain());
    listen('servicedesk_certificates', (payload) => {
      if ((payload as { host?: unknown } | null)?.host === '*') void readAgain();
    });
  }
}

function firstPair(files: WildcardFiles) {
  const pair = readWildcardFiles(files);
  const reason = warningOf(pair.chain, files.base, clock.now());
  if (reason) log.warn('wildcard.doubtful', { reason });
  return pair;
}

/** A pair that is half-written, wrong or past its end keeps the one before. */
function reloadFiles(): void {
  const files = wildcardFiles();
  if (!files) return;
  try {
    const pair = readWildcardFiles(files);
    if (pair.notAfter < clock.now()) throw new Error('what is in the files has ended');
    take(pair);
    log.info('wildcard.reloaded', { base: readEnv().BASE_DOMAIN, notAfter: pair.notAfter });
  } catch (error) {
    log.warn('wildcard.notReloaded', { reason: (error as Error).message });
  }
}

/** Throws only where the database has never answered yet. */
function readAgain(): Promise<Kept> {
  kept.reading ??= readOrderedWildcard()
    .then(take)
    .catch((error: unknown) => {
      if (kept.readAt === 0) throw error;
      log.debug('wildcard.servedStale', { error });
      return kept.pair;
    })
    .finally(() => {
      kept.reading = undefined;
    });
  kept.reading.catch(() => {}); // whoever asked hears of it
  return kept.reading;
}

function take(read: Read): Kept {
  kept.readAt = clock.now().getTime();
  if (read?.chain === kept.pair?.chain && read?.key === kept.pair?.key) return kept.pair;
  kept.pair = read && { ...read, coversBase: coversHost(read.chain, readEnv().BASE_DOMAIN) };
  for (const listener of kept.listeners) listener();
  return kept.pair;
}
