import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess } from '../identify-process.mjs';
import { findPostmaster } from './find-postmaster';

/**
 * Stops the postmaster of `data` and waits until it has ended: a fast shutdown (clients are
 * cut off, everything committed is written), after 30 s an immediate one (recovered at the
 * next start). Nothing to stop is fine.
 */
export async function stopPostmaster(data: string): Promise<void> {
  const postmaster = findPostmaster(data);
  if (!postmaster) return;
  if (await endBy('SIGINT', postmaster.pid, 30_000)) return;
  if (await endBy('SIGQUIT', postmaster.pid, 10_000)) return;
  throw new Error(`Postgres (process ${postmaster.pid}) does not stop. End it, and start again.`);
}

async function endBy(signal: NodeJS.Signals, pid: number, patience: number): Promise<boolean> {
  const born = identifyProcess(pid);
  const deadline = Date.now() + patience;
  const runs = () => born !== undefined && identifyProcess(pid) === born;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  while (runs() && Date.now() < deadline) await sleep(25);
  return !runs();
}
