import { pageOrMissing } from '@/app/portal/_frame/page-or-missing';
import type { Query } from '@/app/portal/_frame/query-text';
import { requireSection } from '@/app/portal/_sections/require-section';
import { readListQuery } from '@/app/portal/_tickets/list-query';
import { ticketListPage } from '@/app/portal/_tickets/ticket-list-page';

export default function TicketsPage({ searchParams }: { searchParams: Query }) {
  return pageOrMissing(async () => {
    const scope = await requireSection('ticketing');
    const query = await readListQuery(searchParams);
    return ticketListPage(scope, { view: 'mine', path: '/tickets', query });
  });
}
