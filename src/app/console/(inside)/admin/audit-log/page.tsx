import { getTranslations } from 'next-intl/server';
import { readAuditEvents } from '@/audit/read-audit-events';
import { readNames } from '@/people/read-names';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { readNumbers } from '@/tickets/read-numbers';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader, Toolbar } from '@/ui/page';
import { SearchInput } from '@/ui/search-input';
import { Table, Th } from '@/ui/table';
import { FilterDate } from '../../_lists/filter-date';
import { FilterSelect } from '../../_lists/filter-select';
import { ListPages } from '../../_lists/list-pages';
import { type Query, queryCursor, withQuery } from '../../_lists/query-text';
import { auditFilter } from './audit-filter';
import { idsIn } from './changed-values';
import { eventGroups } from './event-groups';
import { EventRow } from './event-row';
import { subjectOf } from './subject';

const path = '/console/admin/audit-log';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.audit.title') };
}

export default async function AuditLogPage({ searchParams }: { searchParams: Query }) {
  const scope = await requireAdmin();
  const query = await searchParams;
  const { texts: filter, wanted } = auditFilter(query, scope.tenant);
  const cursor = queryCursor(query.cursor);
  const { events, nextCursor } = await orNotFoundPage(
    readAuditEvents(scope, { ...wanted, cursor }),
  );
  const t = await getTranslations();
  const filtered = Object.values(filter).some(Boolean);
  const fileOf = (format: string) => withQuery(`${path}/export`, { ...filter, format });
  const clear = <ButtonLink href={path}>{t('console.admin.audit.clear')}</ButtonLink>;
  const ids = events.flatMap(idsIn);
  const [names, numbers] = await Promise.all([readNames(scope, ids), readNumbers(scope, ids)]);
  const time = { locale: scope.language, timeZone: scope.tenant.timeZone };
  const known = { time, names, numbers };
  const subject =
    filter.subject && ((events[0] && subjectOf(events[0], known)?.name) ?? filter.subject);
  return (
    <Page width="wide">
      <PageHeader
        title={t('console.admin.audit.title')}
        lead={t('console.admin.audit.lead')}
        actions={
          <>
            <ButtonLink href={fileOf('csv')} download>
              {t('console.admin.audit.asCsv')}
            </ButtonLink>
            <ButtonLink href={fileOf('jsonl')} download>
              {t('console.admin.audit.asLines')}
            </ButtonLink>
          </>
        }
      />
      <Toolbar label={t('console.admin.audit.filters')}>
        <SearchInput name="actor" label={t('console.admin.audit.who')} />
        <FilterSelect
          name="event"
          label={t('console.admin.audit.what')}
          options={[{ value: '', label: t('console.admin.audit.everything') }]}
          groups={eventGroups(t)}
        />
        <FilterDate name="from" label={t('console.admin.audit.fromDay')} />
        <FilterDate name="to" label={t('console.admin.audit.toDay')} />
        {filtered && clear}
      </Toolbar>
      {subject && <p>{t('console.admin.audit.onlySubject', { subject })}</p>}
      {events.length === 0 ? (
        <EmptyState
          drawing="search"
          title={t('console.admin.audit.none')}
          text={t('console.admin.audit.noneText')}
          action={clear}
        />
      ) : (
        <Table
          label={t('console.admin.audit.title')}
          head={
            <>
              <Th className="max-md:hidden">{t('console.admin.audit.when')}</Th>
              <Th className="max-md:hidden">{t('console.admin.audit.whoHead')}</Th>
              <Th className="max-md:hidden">{t('console.admin.audit.whatHead')}</Th>
              <Th className="max-md:hidden">{t('console.admin.audit.from')}</Th>
            </>
          }
        >
          {events.map((event) => (
            <EventRow
              key={event.id}
              event={event}
              known={known}
              narrowed={filter.subject !== undefined}
            />
          ))}
        </Table>
      )}
      <ListPages
        label={t('console.admin.audit.pages')}
        first={t('console.admin.audit.newest')}
        next={t('console.admin.audit.older')}
        path={path}
        query={filter}
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </Page>
  );
}
