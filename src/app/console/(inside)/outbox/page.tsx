import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { readOutbox } from '@/notifications/read-outbox';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader, Toolbar } from '@/ui/page';
import { SearchInput } from '@/ui/search-input';
import { StatusPill } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { ListPages } from '../_lists/list-pages';
import { type Query, queryCursor, queryText } from '../_lists/query-text';
import { mailStates } from './mail-states';

const path = '/console/outbox';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.outbox.title') };
}

export default async function OutboxPage({ searchParams }: { searchParams: Query }) {
  const scope = await requireTechnician();
  const query = await searchParams;
  const q = queryText(query.q);
  const cursor = queryCursor(query.cursor);
  const { rows, nextCursor } = await orNotFoundPage(readOutbox(scope, { q, cursor }));
  const t = await getTranslations();
  const time = { locale: scope.language, timeZone: scope.tenant.timeZone, short: true };
  return (
    <Page>
      <PageHeader title={t('console.outbox.title')} lead={t('console.outbox.lead')} />
      <Toolbar label={t('console.outbox.filter')}>
        <SearchInput label={t('console.outbox.search')} />
      </Toolbar>
      {rows.length === 0 && (
        <EmptyState
          drawing={q ? 'search' : 'letters'}
          title={q ? t('console.outbox.none') : t('console.outbox.empty')}
          text={q ? t('console.outbox.noneText') : t('console.outbox.emptyText')}
          action={q && <ButtonLink href={path}>{t('console.outbox.clear')}</ButtonLink>}
        />
      )}
      {rows.length > 0 && (
        <ul className="rows">
          {rows.map((mail) => (
            <li key={mail.id}>
              <Link href={`${path}/${mail.id}`} className="row">
                <span className="row-main">
                  <span className="row-title block font-medium" dir="auto">
                    {mail.subject}
                  </span>
                  <span className="row-note row-title block">
                    <bdi>{mail.to.name}</bdi> {mail.to.address}
                  </span>
                </span>
                <span className="grid justify-items-end gap-1">
                  <TimeAgo at={mail.createdAt} {...time} className="row-note" />
                  <StatusPill tone={mailStates[mail.state].tone}>
                    {t(mailStates[mail.state].key)}
                  </StatusPill>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <ListPages
        label={t('console.outbox.pages')}
        first={t('console.outbox.newest')}
        next={t('console.outbox.older')}
        path={path}
        query={{ q }}
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </Page>
  );
}
