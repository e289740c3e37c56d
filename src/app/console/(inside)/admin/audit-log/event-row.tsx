import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { AuditEventView } from '@/audit/read-audit-events';
import { Td } from '@/ui/table';
import { TimeAgo } from '@/ui/time-ago';
import { withQuery } from '../../_lists/query-text';
import { changedValues } from './changed-values';
import { actorWords, eventWords } from './event-words';
import { fieldWordOf } from './field-words';
import { type Known, subjectOf } from './subject';
import { valueWord } from './value-words';

/** Who, what, when, from where, and the values before and after. On a phone one below another. */
export async function EventRow({
  event,
  known,
  narrowed,
}: {
  event: AuditEventView;
  known: Known;
  /** Whether the log shows one subject only. */
  narrowed: boolean;
}) {
  const t = await getTranslations();
  const { actor, address, at, reference } = event;
  const words = eventWords[event.event];
  const subject = subjectOf(event, known);
  const values = changedValues(event, {
    names: known.names,
    of(name, value) {
      if (name === 'notAfter') return exactly(new Date(value), known.time);
      const key = valueWord(event.event, name, value);
      return key && t(key);
    },
    yes: t('console.admin.audit.yes'),
    no: t('console.admin.audit.no'),
  }).filter(({ name }) => name !== 'host' || !subject);
  return (
    <tr className="align-top max-md:grid max-md:border-line max-md:border-b max-md:py-3">
      <Td className={cell}>
        <TimeAgo at={at} {...known.time} />
        <span className="row-note block whitespace-nowrap">{exactly(at, known.time)}</span>
      </Td>
      <Td className={cell}>
        <Link
          className="link"
          href={withQuery('/console/admin/audit-log', { actor: actor.id })}
          dir="auto"
        >
          {actor.name}
        </Link>
        <span className="row-note block max-md:ms-2 max-md:inline">
          {t(actorWords[actor.kind])}
        </span>
      </Td>
      <Td className={cell}>
        {words ? t(words) : event.event}
        {subject?.name && ': '}
        {subject?.href && (
          <Link className="link" href={subject.href} dir="auto">
            {subject.name}
          </Link>
        )}
        {subject && !subject.href && <bdi>{subject.name}</bdi>}
        {!narrowed && (
          <>
            {' · '}
            <Link
              className="text-muted text-sm underline decoration-line underline-offset-2"
              href={withQuery('/console/admin/audit-log', { subject: event.subjectId })}
            >
              {t('console.admin.audit.history')}
            </Link>
          </>
        )}
        {values.length > 0 && (
          <dl className="mt-1 grid gap-x-3 text-muted text-sm grid-cols-[auto_minmax(0,1fr)]">
            {values.map(({ name, before, after }) => (
              <div key={name} className="contents">
                <dt>{fieldName(event.event, name, t)}</dt>
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
      <Td className={`${cell} font-mono text-sm`}>
        {address ?? '–'}
        {reference && <span className="reference text-muted md:block"> {reference}</span>}
      </Td>
    </tr>
  );
}

function fieldName(event: string, name: string, t: (key: string) => string): string {
  const key = fieldWordOf(event, name);
  return key ? t(key) : name;
}

const cell = 'max-md:block max-md:h-auto max-md:border-0 max-md:px-0 max-md:py-0.5';
const formats = new Map<string, Intl.DateTimeFormat>();

/** The date and the second: what happened first matters here. */
function exactly(at: Date, { locale, timeZone }: Known['time']): string {
  const key = `${locale}|${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(key, format);
  }
  return format.format(at);
}
