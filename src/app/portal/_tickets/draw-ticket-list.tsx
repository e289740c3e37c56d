import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Contact, Scope } from '@/access/scope';
import { isHiddenFrom } from '@/fields/portal-visibility';
import { notFound, Refusal } from '@/platform/errors';
import { readTicketList } from '@/tickets/read-ticket-list';
import { ButtonLink } from '@/ui/button';
import { Page, PageHeader, Toolbar } from '@/ui/page';
import { Pagination } from '@/ui/pagination';
import { SearchInput } from '@/ui/search-input';
import { FilterSelect } from './filter-select';
import { type ListQuery, pageHref } from './list-query';
import { NoTickets } from './no-tickets';
import { rowData } from './row-data';
import { TicketRows } from './ticket-rows';

/** The list of one's own tickets, and the one of a company: the same page but for its rows. */
export async function drawTicketList(
  scope: Scope<Contact>,
  { view, path, query }: { view: 'mine' | 'company'; path: string; query: ListQuery },
): Promise<ReactNode> {
  const { q, status, sort, direction, cursor } = query;
  const wanted = { view, q, status, sort, direction, cursor, limit: 25 };
  const list = await readTicketList(scope, wanted).catch(asMissing);
  const t = await getTranslations('portal.tickets');
  const company = scope.actor.companyName;
  const title = view === 'company' ? t('companyTitle', { company }) : t('title');
  const rows = list.rows.map((row) => rowData(row, { withRequester: view === 'company' }));
  const before = list.previousCursor && pageHref(path, query, list.previousCursor);
  const after = list.nextCursor && pageHref(path, query, list.nextCursor);
  return (
    <Page>
      <title>{`${title} · ${scope.tenant.name}`}</title>
      <PageHeader
        title={title}
        actions={
          <ButtonLink href="/tickets/new" variant="primary">
            {t('new')}
          </ButtonLink>
        }
      />
      <div>
        <Toolbar label={t('filters')}>
          <SearchInput label={t('search')} />
          {!isHiddenFrom(scope, 'status') && (
            <FilterSelect
              name="status"
              label={t('status')}
              options={[
                { value: '', label: t('statusAny') },
                { value: 'active', label: t('statusActive') },
                { value: 'open', label: t('statusOpen') },
                { value: 'pending', label: t('statusPending') },
                { value: 'resolved', label: t('statusResolved') },
                { value: 'closed', label: t('statusClosed') },
              ]}
            />
          )}
          <FilterSelect
            name="sort"
            label={t('sort')}
            options={[
              { value: '', label: t('sortUpdated') },
              { value: 'newest', label: t('sortNewest') },
              { value: 'oldest', label: t('sortOldest') },
              ...(isHiddenFrom(scope, 'priority')
                ? []
                : [{ value: 'priority', label: t('sortPriority') }]),
            ]}
          />
        </Toolbar>
        {rows.length > 0 ? (
          <TicketRows
            rows={rows}
            words={{ list: title, unread: t('unread') }}
            locale={scope.language}
            timeZone={scope.tenant.timeZone}
          />
        ) : (
          <NoTickets isFiltered={query.isFiltered} view={view} path={path} />
        )}
        <Pagination
          label={t('pages')}
          newer={before ? { href: before, label: t('newer') } : undefined}
          older={after ? { href: after, label: t('older') } : undefined}
        />
      </div>
    </Page>
  );
}

/** A page's address that was tampered with, or is of another order, is the address of nothing. */
function asMissing(error: unknown): never {
  if (error instanceof Refusal && error.status === 422) throw notFound();
  throw error;
}
