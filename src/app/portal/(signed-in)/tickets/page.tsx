import { pageOrMissing } from '@/app/portal/_frame/page-or-missing';
import type { Query } from '@/app/portal/_frame/query-text';
import { requireSection } from '@/app/portal/_sections/require-section';
import { drawTicketList } from '@/app/portal/_tickets/draw-ticket-list';
import { readListQuery } from '@/app/portal/_tickets/list-query';

export default function TicketsPage({ searchParams }: { searchParams: Query }) {
  return pageOrMissing(async () => {
    const scope = await requireSection('ticketing');
    const query = await readListQuery(searchParams);
    return drawTicketList(scope, { view: 'mine', path: '/tickets', query });
  });
}
