import { Plus } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { TicketList } from '@/tickets/ticket-view';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Pagination } from '@/ui/pagination';
import { SearchInput } from '@/ui/search-input';
import type { BulkChoices } from '../_bulk/bulk-bar';
import { QueueList } from './queue-list';
import { filterCount, type QueueQuery, queryString } from './queue-query';
import { queueRow } from './queue-row';
import { viewKeys } from './view-keys';

/** The second pane: one view of the queue. Beside a ticket it takes the heading's second rank. */
export async function QueuePane({
  list,
  query,
  name,
  selected,
  choices,
  timeZone,
  save,
  filters,
}: {
  list: TicketList;
  query: QueueQuery;
  /** Of the saved view that it is. */
  name: string | undefined;
  selected?: number;
  /** What many tickets at once can be changed to. */
  choices: BulkChoices;
  timeZone: string;
  /** Keeps the query under a name. */
  save?: ReactNode;
  filters?: ReactNode;
}) {
  const t = await getTranslations();
  const Heading = selected === undefined ? 'h1' : 'h2';
  const base = selected === undefined ? '/console/tickets' : `/console/tickets/${selected}`;
  const page = (cursor: string | null, label: string) =>
    cursor ? { href: base + queryString({ ...query, cursor }), label } : undefined;
  return (
    <section aria-labelledby="queue-title" className="desk-list">
      <header className="desk-head">
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
          <Heading id="queue-title" dir="auto">
            {name ?? t(viewKeys[query.view])}
          </Heading>
          <div className="flex items-center gap-2">
            {save}
            <ButtonLink href="/console/tickets/new" size="sm" icon={<Plus aria-hidden />}>
              {t('console.tickets.new')}
            </ButtonLink>
          </div>
        </div>
        <SearchInput label={t('console.tickets.search')} />
        {filters}
      </header>
      {list.rows.length > 0 ? (
        <QueueList
          rows={list.rows.map(queueRow)}
          selected={selected}
          query={queryString(query)}
          choices={choices}
          timeZone={timeZone}
        />
      ) : (
        <NothingHere query={query} />
      )}
      <Pagination
        label={t('console.tickets.pages')}
        newer={page(list.previousCursor, t('console.tickets.before'))}
        older={page(list.nextCursor, t('console.tickets.after'))}
      />
    </section>
  );
}

async function NothingHere({ query }: { query: QueueQuery }) {
  const t = await getTranslations();
  const isNarrowed = Boolean(query.q) || filterCount(query) > 0;
  if (isNarrowed) {
    return (
      <EmptyState
        drawing="search"
        title={t('console.tickets.noMatch')}
        text={t('console.tickets.noMatchText')}
        action={
          <ButtonLink href={`/console/tickets${queryString({ ...bare, view: query.view })}`}>
            {t('console.filter.clear')}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <EmptyState
      drawing={query.view === 'all' ? 'letters' : 'done'}
      title={t('console.tickets.none')}
      text={query.view === 'all' ? t('console.tickets.noneAtAll') : t('console.tickets.noneInView')}
    />
  );
}

const bare = { sort: 'updated', direction: 'desc' } as const;
