import { getTranslations } from 'next-intl/server';
import type { PromiseState, PromisesView, PromiseView } from '@/tickets/sla/promise-view';
import { StatusPill, type Tone } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';

interface Style {
  locale: string;
  timeZone: string;
}

const tones = {
  kept: 'success',
  late: 'neutral',
  paused: 'info',
  running: 'accent',
  soon: 'warning',
  overdue: 'danger',
} as const satisfies Record<PromiseState, Tone>;

const words = {
  kept: 'console.promises.kept',
  late: 'console.promises.late',
  paused: 'console.promises.paused',
  running: 'console.promises.running',
  soon: 'console.promises.soon',
  overdue: 'console.promises.over',
} as const satisfies Record<PromiseState, string>;

/** Until when the ticket is to be answered and solved, and how that stands. */
export async function Promises({
  promises,
  style,
}: {
  promises: PromisesView | null;
  style: Style;
}) {
  if (!promises) return null;
  const t = await getTranslations();
  const { response, resolution } = promises;
  return (
    <dl aria-label={t('console.promises.label')} className="ticket-people">
      {response && (
        <Promised name={t('console.promises.response')} promise={response} style={style} />
      )}
      {resolution && (
        <Promised name={t('console.promises.resolution')} promise={resolution} style={style} />
      )}
    </dl>
  );
}

async function Promised({
  name,
  promise: { state, dueAt, doneAt },
  style,
}: {
  name: string;
  promise: PromiseView;
  style: Style;
}) {
  const t = await getTranslations();
  const at = doneAt ?? dueAt;
  return (
    <div>
      <dt>{name}</dt>
      <dd className="flex flex-wrap items-center gap-x-2">
        <StatusPill tone={tones[state]}>{t(words[state])}</StatusPill>
        {at && <TimeAgo at={at} {...style} className="text-muted" />}
      </dd>
    </div>
  );
}
