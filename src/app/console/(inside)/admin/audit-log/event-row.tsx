import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { AuditEventView } from '@/audit/read-audit-events';
import { exactTime } from '@/ui/relative-time';
import { Td } from '@/ui/table';
import { TimeAgo } from '@/ui/time-ago';
import { withQuery } from '../../_lists/query-text';
import { changedValues } from './changed-values';
import { actorWords, eventWords } from './event-words';

/** Who, what, when, from where, and the values before and after. */
export async function EventRow({
  event,
  time,
}: {
  event: AuditEventView;
  time: { locale: string; timeZone: string };
}) {
  const t = await getTranslations();
  const words = eventWords[event.event];
  const values = changedValues(event);
  const page = subjectPage(event);
  const what = words ? t(words) : event.event;
  return (
    <tr className="align-top">
      <Td>
        <TimeAgo at={event.at} {...time} />
        <span className="row-note block whitespace-nowrap">
          {exactTime(event.at.getTime(), time)}
        </span>
      </Td>
      <Td>
        <Link
          className="link"
          href={withQuery('/console/admin/audit-log', { actor: event.actor.id })}
          dir="auto"
        >
          {event.actor.name}
        </Link>
        <span className="row-note block">{t(actorWords[event.actor.kind])}</span>
      </Td>
      <Td>
        {page ? (
          <Link className="link" href={page}>
            {what}
          </Link>
        ) : (
          what
        )}
        {values.length > 0 && (
          <dl className="mt-1 grid gap-x-3 text-muted text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
            {values.map(({ name, before, after }) => (
              <div key={name} className="contents">
                <dt className="font-mono">{name}</dt>
                <dd className="min-w-0 break-words" dir="auto">
                  {before !== undefined && <del>{before}</del>}
                  {before !== undefined && after !== undefined && ' → '}
                  {after !== undefined && <ins className="text-ink no-underline">{after}</ins>}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Td>
      <Td className="font-mono text-sm">
        {event.address ?? '–'}
        {event.reference && <span className="reference block text-muted">{event.reference}</span>}
      </Td>
    </tr>
  );
}

/** Where what it happened to can be looked at, if it has a page. */
function subjectPage({ event, subjectId }: AuditEventView): string | undefined {
  if (event.startsWith('contact.')) return `/console/contacts/${subjectId}`;
  if (event.startsWith('technician.')) return `/console/admin/technicians/${subjectId}`;
  if (event === 'company.deleted') return undefined;
  if (event.startsWith('company.')) return `/console/companies/${subjectId}`;
  if (event.startsWith('ticketSettings.')) return '/console/admin/settings/tickets';
  if (event.startsWith('settings.')) return '/console/admin/service-portal';
  return undefined;
}
