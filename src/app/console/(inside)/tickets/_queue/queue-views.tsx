import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { type QueueQuery, queryString, viewNames } from './queue-query';
import { viewKeys } from './view-keys';

/** The first pane: a column from 1280 px, a line that scrolls sideways below. */
export async function QueueViews({ query }: { query: QueueQuery }) {
  const t = await getTranslations();
  const { q, sort, direction } = query;
  return (
    <nav aria-label={t('console.views.label')} className="desk-views">
      {viewNames.map((view) => (
        <Link
          key={view}
          href={`/console/tickets${queryString({ view, q, sort, direction })}`}
          aria-current={view === query.view ? 'page' : undefined}
          className="nav-link"
        >
          {t(viewKeys[view])}
        </Link>
      ))}
    </nav>
  );
}
