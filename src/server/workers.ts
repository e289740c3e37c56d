import 'server-only';
import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '@/platform/log';
import { CannotStart } from './cannot-start';
import type { Figures } from './metrics';

/** What every worker begins with. */
export interface ServeOrder {
  kind: 'serve';
  databaseUrl: string;
  /** What they all encrypt TLS tickets with, in base64. */
  ticketKeys: string;
}

/** What the primary tells its workers, and they it. Never leaves this machine. */
export type ToWorker =
  | ServeOrder
  | { kind: 'leaveBalance' | 'stop' }
  | { kind: 'report'; to: number }
  | { kind: 'figures'; all: Figures[] };
export type ToPrimary =
  | { kind: 'listening' }
  | { kind: 'collect' }
  | { kind: 'report'; to: number; figures: Figures };

export interface Workers {
  leaveBalance(): void;
  stop(): Promise<void>;
}

/** A worker that dies is replaced after this long, doubled while they die young. */
const firstPause = 250;
const longestPause = 10_000;
const young = 10_000;
const reportTime = 1_000;

/** Starts `count` workers and resolves when all listen; refuses if the first ones can't. */
export async function startWorkers(
  count: number,
  order: Omit<ServeOrder, 'kind'>,
): Promise<Workers> {
  const state = { stopping: false, pause: firstPause };
  const collections = new Map<number, Figures[]>();

  const add = (): Promise<void> => {
    const worker = cluster.fork();
    const born = Date.now();
    tell(worker, { kind: 'serve', ...order });
    worker.on('exit', (code, signal) => {
      if (state.stopping) return;
      log.error('worker.died', { worker: worker.id, code, signal });
      state.pause =
        Date.now() - born < young ? Math.min(state.pause * 2, longestPause) : firstPause;
      setTimeout(() => {
        if (!state.stopping) add().catch(() => {});
      }, state.pause);
    });
    return new Promise((resolve, reject) => {
      const reason = 'A worker could not start; why stands above.';
      worker.once('exit', () => reject(new CannotStart(reason)));
      worker.on('message', (message: ToPrimary) => {
        if (message.kind === 'listening') resolve();
        else if (message.kind === 'collect') void collect(worker, collections);
        else collections.get(message.to)?.push(message.figures);
      });
    });
  };

  try {
    await Promise.all(Array.from({ length: count }, add));
  } catch (error) {
    state.stopping = true;
    for (const worker of living()) worker.kill('SIGKILL');
    throw error;
  }
  return {
    leaveBalance: () => toAll({ kind: 'leaveBalance' }),
    async stop() {
      state.stopping = true;
      const ends = living().map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
      toAll({ kind: 'stop' });
      await Promise.race([Promise.all(ends), sleep(30_000, undefined, { ref: false })]);
      for (const worker of living()) worker.kill('SIGKILL');
    },
  };
}

/** Asks every worker for its figures and hands all that came in time to the one that asked. */
async function collect(asker: Worker, collections: Map<number, Figures[]>): Promise<void> {
  const figures: Figures[] = [];
  const wanted = living().length;
  collections.set(asker.id, figures);
  toAll({ kind: 'report', to: asker.id });
  for (
    const deadline = Date.now() + reportTime;
    Date.now() < deadline && figures.length < wanted;
  ) {
    await sleep(5);
  }
  collections.delete(asker.id);
  tell(asker, { kind: 'figures', all: figures });
}

const living = () => Object.values(cluster.workers ?? {}).filter((one) => one !== undefined);

function toAll(message: ToWorker) {
  for (const worker of living()) tell(worker, message);
}

function tell(worker: Worker, message: ToWorker) {
  if (worker.isConnected()) worker.send(message, () => {});
}
