import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { shared } from '@/platform/shared';

const running = shared('action', () => new AsyncLocalStorage<true>());

/** Runs a server action's work. The page that Next draws again after it is outside. */
export function asAction<T>(work: () => Promise<T>): Promise<T> {
  return running.run(true, work);
}

export function isInAction(): boolean {
  return running.getStore() === true;
}
