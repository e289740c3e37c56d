import 'server-only';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { readEnv } from '@/platform/env';
import { type Gate, gate } from '@/platform/gate';
import { shared } from '@/platform/shared';
import type { ShownMail, ShowOrder } from './html/shown-mail';
import type { Authentication, Envelope, HandedMail } from './inbound-mail';
import { rawTrouble } from './raw-store';
import type { ReadAnswer, ReadOrder } from './read-worker';

/** A mail that can't be read is a value: why, in the parser's words. */
export type Reading = { mail: HandedMail; authentication: Authentication } | { error: string };

/** Milliseconds: together below ten seconds, DNS included. */
const patience = { together: 4_500, alone: 4_500 };
const memory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

interface Shop {
  worker: Worker;
  waiting: Map<number, (answer: ReadAnswer | 'ended') => void>;
}

/** Who asks for more waits: each may end up with a thread of its own, and with that one's memory. */
const atOnce = 4;

const kept = shared<{ shop?: Shop; orders: number; enter: Gate }>('mail-reader', () => ({
  orders: 0,
  enter: gate(atOnce),
}));

/**
 * Reads a mail that came in; who handed it over says `envelope`. Throws where its bytes can't be
 * had now (`rawTrouble`).
 */
export async function readApart(
  file: string,
  { from, remoteAddress, helloName }: Pick<Envelope, 'from' | 'remoteAddress' | 'helloName'>,
): Promise<Reading> {
  const envelope = {
    from,
    ...(remoteAddress ? { remoteAddress } : {}),
    ...(helloName ? { helloName } : {}),
  };
  const answer = await inThread({ file, envelope, resolvers: readEnv().DNS_RESOLVERS });
  if ('away' in answer) throw rawTrouble(file, answer.away);
  if ('mail' in answer) return { mail: answer.mail, authentication: answer.authentication };
  return errorOf(answer);
}

/** The HTML of a mail as it may be shown; null where it has none. */
export async function showApart(
  file: string,
  show: ShowOrder,
): Promise<{ shown: ShownMail | null } | { error: string }> {
  const answer = await inThread({ file, show });
  return 'shown' in answer ? { shown: answer.shown } : errorOf(answer);
}

const errorOf = (answer: Unnumbered<ReadAnswer>) => ({
  error: 'error' in answer ? answer.error : 'the reader answered something else',
});

type Unnumbered<T> = T extends unknown ? Omit<T, 'order'> : never;

/**
 * Does it in a thread with limits of time and memory. Several share one; where it ends, by a
 * mail that is too much for it, each of them is read again in a thread of its own, so that the one
 * at fault fails alone.
 */
function inThread(wanted: Unnumbered<ReadOrder>): Promise<Unnumbered<ReadAnswer>> {
  return kept.enter(() => tryInThread(wanted));
}

async function tryInThread(wanted: Unnumbered<ReadOrder>): Promise<Unnumbered<ReadAnswer>> {
  kept.shop ??= openShop();
  const first = await ask(kept.shop, wanted, patience.together);
  if (first !== 'ended') return first;
  const shop = openShop();
  try {
    const answer = await ask(shop, wanted, patience.alone);
    return answer === 'ended' ? { error: 'reading it took too much time or memory' } : answer;
  } finally {
    void shop.worker.terminate();
  }
}

function openShop(): Shop {
  // Not by an import: what bundles the pages would take the program for a part of theirs.
  const threads = process.getBuiltinModule('node:worker_threads');
  const worker = new threads.Worker(path.resolve('.build/read-mail.mjs'), {
    resourceLimits: memory,
    env: {},
    stdout: true,
    stderr: true,
  });
  const shop: Shop = { worker, waiting: new Map() };
  const end = () => {
    if (kept.shop === shop) delete kept.shop;
    for (const tell of shop.waiting.values()) tell('ended');
    shop.waiting.clear();
  };
  worker.on('message', (answer: ReadAnswer) => shop.waiting.get(answer.order)?.(answer));
  worker.on('error', end);
  worker.on('exit', end);
  worker.unref(); // after `on`, which would have a process that is done wait for it again
  return shop;
}

async function ask(
  shop: Shop,
  wanted: Unnumbered<ReadOrder>,
  longest: number,
): Promise<ReadAnswer | 'ended'> {
  const order = ++kept.orders;
  let timer: NodeJS.Timeout | undefined;
  const answer = await new Promise<ReadAnswer | 'ended'>((resolve) => {
    shop.waiting.set(order, resolve);
    timer = setTimeout(() => void shop.worker.terminate(), longest);
    shop.worker.postMessage({ order, ...wanted } satisfies ReadOrder);
  });
  clearTimeout(timer);
  shop.waiting.delete(order);
  return answer;
}
