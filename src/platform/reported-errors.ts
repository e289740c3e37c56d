import { shared } from './shared';

/** Errors that stand in the log already, with the reference of their request. */
const reported = shared('reported-errors', () => new WeakSet<object>());

export function markReported(error: unknown): void {
  if (typeof error === 'object' && error !== null) reported.add(error);
}

export function wasReported(error: unknown): boolean {
  return typeof error === 'object' && error !== null && reported.has(error);
}
