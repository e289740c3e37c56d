import 'server-only';
import { format } from 'node:util';
import { meansAway } from '@/platform/errors';
import { log } from '@/platform/log';
import { wasReported } from '@/platform/report-error';

/**
 * Next writes to the console as it likes; in production its words become lines of our log, and
 * an error that `src/instrumentation.ts` has logged with its reference is not told twice.
 */
export function quietConsole(): void {
  console.error = (...words: unknown[]) => {
    if (words.some((word) => wasReported(word) || meansAway(word))) return;
    log.error('console', { text: format(...words) });
  };
  console.warn = (...words: unknown[]) => log.warn('console', { text: format(...words) });
  console.info = (...words: unknown[]) => log.debug('console', { text: format(...words) });
  console.log = console.info;
}
