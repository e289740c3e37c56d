import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import type { Scope, Technician } from '@/access/scope';
import { countedUpTo } from '@/tickets/count-tickets';
import { countTicketLists } from '@/tickets/desk/count-ticket-lists';
import type { SavedViewView } from '@/tickets/desk/read-saved-views';
import { listInput, savedQuery } from '../_queue/queue-query';
import { ViewMenu } from './view-menu';

/** The saved views below the console's own: the team's, then one's own; counts come after. */
export async function SavedViews({
  scope,
  views,
  currentId,
}: {
  scope: Scope<Technician>;
  views: readonly SavedViewView[];
  /** The one on show. */
  currentId: string | undefined;
}) {
  if (views.length === 0) return null;
  const t = await getTranslations();
  const counts = countTicketLists(
    scope,
    views.map(({ query }) => listInput(savedQuery(query))),
  );
  const neighbour = (at: number, step: number) => views[at + step]?.isTeams === views[at]?.isTeams;
  return (
    <ul aria-label={t('console.savedViews.label')} className="saved-views">
      {views.map((view, at) => {
        const isCurrent = view.id === currentId;
        return (
          <li key={view.id}>
            <Link
              href={`/console/tickets${view.query && `?${view.query}`}`}
              aria-current={isCurrent ? 'page' : undefined}
              title={view.isTeams ? t('console.savedViews.teams', { name: view.name }) : view.name}
              className="nav-link"
            >
              <span dir="auto" className="truncate">
                {view.name}
              </span>
              <Suspense>
                <Count counts={counts} at={at} />
              </Suspense>
            </Link>
            {isCurrent && view.can.change.allowed && (
              <ViewMenu
                view={{ id: view.id, name: view.name }}
                isFirst={!neighbour(at, -1)}
                isLast={!neighbour(at, 1)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

async function Count({ counts, at }: { counts: Promise<number[]>; at: number }) {
  const count = (await counts)[at] ?? 0;
  return <span className="view-count">{count < countedUpTo ? count : `${countedUpTo - 1}+`}</span>;
}
