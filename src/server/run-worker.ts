import 'server-only';
import { closeDatabase, openDatabase } from '@/platform/db';
import type { Env } from '@/platform/env';
import { closeEar, openEar } from '@/platform/notify';
import type { Figures } from './metrics';
import { prepareServing } from './serve';
import type { ServeOrder, ToPrimary, ToWorker } from './workers';

/**
 * One of WEB_CONCURRENCY processes that serve. The primary owns Postgres, jobs and the stop: a
 * terminal's Ctrl-C reaches all at once and is left to it. Without a primary it drains.
 */
export async function runWorker(env: Env, { dev }: { dev: boolean }): Promise<void> {
  process.on('SIGINT', () => {});
  process.on('SIGHUP', () => {});
  const waiting = new Set<(all: Figures[]) => void>();
  const everyone = () =>
    new Promise<Figures[]>((resolve) => {
      waiting.add(resolve);
      tell({ kind: 'collect' });
    });
  const { databaseUrl, ticketKeys } = await new Promise<ServeOrder>((resolve) => {
    process.on('message', (message: ToWorker) => {
      if (message.kind === 'serve') resolve(message);
    });
  });
  openDatabase(databaseUrl);
  await openEar(databaseUrl);
  const serving = await prepareServing(env, {
    dev,
    ticketKeys: Buffer.from(ticketKeys, 'base64'),
    everyone,
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await serving.stop();
    await closeEar();
    await closeDatabase();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('disconnect', () => void stop());
  process.on('message', (message: ToWorker) => {
    if (message.kind === 'leaveBalance') serving.leaveBalance();
    else if (message.kind === 'stop') void stop();
    else if (message.kind === 'report') {
      tell({ kind: 'report', to: message.to, figures: serving.figures() });
    } else if (message.kind === 'figures') {
      for (const resolve of waiting) resolve(message.all);
      waiting.clear();
    }
  });
  await serving.listen();
  tell({ kind: 'listening' });
}

function tell(message: ToPrimary) {
  if (process.connected) process.send?.(message);
}
