import 'server-only';
import { meansAway } from '@/platform/errors';
import { log } from '@/platform/log';
import { markReported } from '@/platform/reported-errors';

/** Logs an error that a visitor saw. Where Postgres is away that is one word, not a stack each. */
export function reportError(
  error: unknown,
  { path, method, route }: { path: string; method: string; route: string },
): void {
  markReported(error);
  const where = { method, path: path.split('?')[0], route };
  const { digest } = error as { digest?: string };
  if (meansAway(error)) log.warn('request.databaseAway', where);
  else log.error('request.failed', { ...where, digest, error });
}
