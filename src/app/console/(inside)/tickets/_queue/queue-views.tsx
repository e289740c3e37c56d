import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import type { SavedViewView } from '@/tickets/desk/read-saved-views';
import { SavedViews } from '../_views/saved-views';
import { type QueueQuery, queryString, savedViewOf, viewNames } from './queue-query';
import { viewKeys } from './view-keys';

/** The first pane: a column from 1280 px, a line that scrolls sideways below. */
export async function QueueViews({
  scope,
  query,
  saved,
}: {
  scope: Scope<Technician>;
  query: QueueQuery;
  saved: readonly SavedViewView[];
}) {
  const t = await getTranslations();
  const { q, sort, direction } = query;
  const current = savedViewOf(query, saved);
  return (
    <nav aria-label={t('console.views.label')} className="desk-views">
      {viewNames.map((view) => (
        <Link
          key={view}
          href={`/console/tickets${queryString({ view, q, sort, direction })}`}
          aria-current={view === query.view && !current ? 'page' : undefined}
          className="nav-link"
        >
          {t(viewKeys[view])}
        </Link>
      ))}
      <SavedViews scope={scope} views={saved} currentId={current?.id} />
    </nav>
  );
}
