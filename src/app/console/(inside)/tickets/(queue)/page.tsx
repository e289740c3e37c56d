import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readCompanies } from '@/people/read-companies';

import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { readSavedViews } from '@/tickets/desk/read-saved-views';
import { readTags } from '@/tickets/desk/read-tags';
import { readAssignees } from '@/tickets/read-assignees';
import { readStatuses } from '@/tickets/read-statuses';
import { promisesAnything } from '@/tickets/sla/promises-anything';
import { ticketPriorities } from '@/tickets/ticket-view';
import type { PageInput } from '../../../_shell/page-input';
import { LiveConsole } from '../_queue/live-console';
import { QueueFilters } from '../_queue/queue-filters';
import { QueuePane } from '../_queue/queue-pane';
import { readQuery, savable, savedViewOf } from '../_queue/queue-query';
import { QueueViews } from '../_queue/queue-views';
import { readQueue } from '../_queue/read-queue';
import { priorityKeys } from '../_ticket/priority-keys';
import { SaveViewButton } from '../_views/save-view-button';

export async function generateMetadata(): Promise<Metadata> {
  await requireTechnician();
  const t = await getTranslations();
  return { title: t('console.nav.tickets') };
}

/** The queue by itself: views and a list over the whole width. */
export default async function TicketsPage({ searchParams }: PageInput) {
  const scope = await requireTechnician();
  const query = readQuery(await searchParams);
  const [list, statuses, technicians, companies, saved, tags, withDue] = await orNotFoundPage(
    Promise.all([
      readQueue(scope, query),
      readStatuses(scope),
      readAssignees(scope),
      readCompanies(scope, { limit: 200 }),
      readSavedViews(scope),
      readTags(scope),
      promisesAnything(scope),
    ]),
  );
  const t = await getTranslations();
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return (
    <div className="desk">
      <LiveConsole />
      <QueueViews scope={scope} query={query} saved={saved} />
      <QueuePane
        list={list}
        name={savedViewOf(query, saved)?.name}
        query={query}
        choices={{ statuses, technicians }}
        timeZone={scope.tenant.timeZone}
        save={<SaveViewButton query={savable(query)} isAdmin={scope.actor.role === 'admin'} />}
        filters={
          <QueueFilters
            query={query}
            statuses={statuses.map(({ key, label }) => ({ value: key, label }))}
            priorities={ticketPriorities.map((value) => ({ value, label: t(priorityKeys[value]) }))}
            technicians={technicians.map(named)}
            companies={companies.rows.map(named)}
            tags={tags}
            withDue={withDue}
          />
        }
      />
    </div>
  );
}
