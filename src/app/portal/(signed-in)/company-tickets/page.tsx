import { notFound } from 'next/navigation';
import type { Query } from '@/app/portal/_frame/query-text';
import { requireSection } from '@/app/portal/_sections/require-section';
import { readListQuery } from '@/app/portal/_tickets/list-query';
import { TicketListPage } from '@/app/portal/_tickets/ticket-list-page';

/** Exists for primary contacts only. */
export default async function CompanyTicketsPage({ searchParams }: { searchParams: Query }) {
  const scope = await requireSection('ticketing');
  if (!scope.actor.isPrimary) notFound();
  const query = await readListQuery(searchParams);
  return <TicketListPage scope={scope} view="company" path="/company-tickets" query={query} />;
}
