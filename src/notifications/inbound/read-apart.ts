import 'server-only';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { readEnv } from '@/platform/env';
import { shared } from '@/platform/shared';
import type { Authentication, Envelope, ReadMail } from './inbound-mail';
import type { ReadAnswer, ReadOrder } from './read-worker';

/** A mail that can't be read is a value: why, in the parser's words. */
export type Reading = { mail: ReadMail; authentication: Authentication } | { error: string };

/** Milliseconds: together below ten seconds, DNS included. */
const patience = { together: 4_500, alone: 4_500 };
const memory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

interface Shop {
  worker: Worker;
  waiting: Map<number, (answer: ReadAnswer | 'ended') => void>;
}

const kept = shared<{ shop?: Shop; orders: number }>('mail-reader', () => ({ orders: 0 }));

/**
 * Reads a mail in a thread with limits of time and memory. Several share one; where it ends, by a
 * mail that is too much for it, each of them is read again in a thread of its own, so that the one
 * at fault fails alone.
 */
export async function readApart(
  file: string,
  envelope: ReadOrder['envelope'] & Partial<Envelope>,
): Promise<Reading> {
  kept.shop ??= openShop();
  const first = await ask(kept.shop, file, envelope, patience.together);
  if (first !== 'ended') return first;
  const shop = openShop();
  try {
    const answer = await ask(shop, file, envelope, patience.alone);
    return answer === 'ended' ? { error: 'reading it took too much time or memory' } : answer;
  } finally {
    void shop.worker.terminate();
  }
}

function openShop(): Shop {
  const worker = new Worker(path.resolve('.build/read-mail.mjs'), {
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
  worker.unref();
  worker.on('message', (answer: ReadAnswer) => shop.waiting.get(answer.order)?.(answer));
  worker.on('error', end);
  worker.on('exit', end);
  return shop;
}

async function ask(
  shop: Shop,
  file: string,
  { from, remoteAddress, helloName }: ReadOrder['envelope'],
  longest: number,
): Promise<Reading | 'ended'> {
  const order = ++kept.orders;
  const envelope = {
    from,
    ...(remoteAddress ? { remoteAddress } : {}),
    ...(helloName ? { helloName } : {}),
  };
  const wanted: ReadOrder = { order, file, envelope, resolvers: readEnv().DNS_RESOLVERS };
  let timer: NodeJS.Timeout | undefined;
  const answer = await new Promise<ReadAnswer | 'ended'>((resolve) => {
    shop.waiting.set(order, resolve);
    timer = setTimeout(() => void shop.worker.terminate(), longest);
    shop.worker.postMessage(wanted);
  });
  clearTimeout(timer);
  shop.waiting.delete(order);
  if (answer === 'ended') return 'ended';
  if ('error' in answer) return { error: answer.error };
  return { mail: answer.mail, authentication: answer.authentication };
}
