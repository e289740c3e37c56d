'use client';

import { Timer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { TimeAgo } from '@/ui/time-ago';
import type { QueueRow } from '../_queue/queue-row';

const tones = { running: '', soon: 'tone-warning', overdue: 'tone-danger' } as const;

/** When a ticket is due next: relative, exact on hover; how it stands by colour and by words. */
export function DueBadge({
  due,
  locale,
  timeZone,
}: {
  due: NonNullable<QueueRow['due']>;
  locale: string;
  timeZone: string;
}) {
  const t = useTranslations();
  const said = due.state === 'overdue' ? t('console.promises.overdue') : t('console.promises.due');
  return (
    <span className={`badge queue-due ${tones[due.state]}`} data-state={due.state}>
      <Timer aria-hidden />
      <span className="sr-only">{said}</span>
      <TimeAgo at={due.at} locale={locale} timeZone={timeZone} short />
    </span>
  );
}
