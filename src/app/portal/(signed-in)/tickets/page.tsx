import type { Query } from '@/app/portal/_frame/query-text';
import { requireSection } from '@/app/portal/_sections/require-section';
import { readListQuery } from '@/app/portal/_tickets/list-query';
import { TicketListPage } from '@/app/portal/_tickets/ticket-list-page';

export default async function TicketsPage({ searchParams }: { searchParams: Query }) {
  const scope = await requireSection('ticketing');
  const query = await readListQuery(searchParams);
  return <TicketListPage scope={scope} view="mine" path="/tickets" query={query} />;
}
