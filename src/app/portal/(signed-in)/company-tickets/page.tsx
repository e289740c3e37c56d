import { pageOrMissing } from '@/app/portal/_frame/page-or-missing';
import type { Query } from '@/app/portal/_frame/query-text';
import { requireSection } from '@/app/portal/_sections/require-section';
import { drawTicketList } from '@/app/portal/_tickets/draw-ticket-list';
import { readListQuery } from '@/app/portal/_tickets/list-query';
import { notFound } from '@/platform/errors';

/** Exists for primary contacts only. */
export default function CompanyTicketsPage({ searchParams }: { searchParams: Query }) {
  return pageOrMissing(async () => {
    const scope = await requireSection('ticketing');
    if (!scope.actor.isPrimary) throw notFound();
    const query = await readListQuery(searchParams);
    return drawTicketList(scope, { view: 'company', path: '/company-tickets', query });
  });
}
