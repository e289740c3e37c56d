import type { TenantIdentity } from '@/access/scope';
import { startOfDay } from '@/platform/start-of-day';
import { queryText } from '../../_lists/query-text';

/** What the page's URL says, for its own links, and the same as the log takes it. */
export function auditFilter(
  query: Record<string, string | string[] | undefined>,
  { timeZone }: Pick<TenantIdentity, 'timeZone'>,
) {
  const words = {
    event: queryText(query.event),
    subject: queryText(query.subject),
    actor: queryText(query.actor),
  };
  const days = { from: queryText(query.from), to: queryText(query.to) };
  const { from = '', to = '' } = days;
  return {
    texts: { ...words, ...days },
    /** Days are the tenant's, and the last one is part of the span. */
    wanted: {
      ...words,
      from: startOfDay(from, timeZone),
      to: startOfDay(to, timeZone, 1),
    },
  };
}
