import 'server-only';
import { meansAway } from './errors';
import { log } from './log';
import { shared } from './shared';

const reported = shared('reported-errors', () => new WeakSet<object>());

/** Logs an error that a visitor saw. Where Postgres is away that is one word, not a stack each. */
export function reportError(
  error: unknown,
  { path, method, route }: { path: string; method: string; route: string },
): void {
  if (typeof error === 'object' && error !== null) reported.add(error);
  const where = { method, path: path.split('?')[0], route };
  const { digest } = (error ?? {}) as { digest?: string };
  if (meansAway(error)) log.warn('request.databaseAway', where);
  else log.error('request.failed', { ...where, digest, error });
}

/** Whether the log has this error already, with the reference of its request. */
export function wasReported(error: unknown): boolean {
  return typeof error === 'object' && error !== null && reported.has(error);
}
