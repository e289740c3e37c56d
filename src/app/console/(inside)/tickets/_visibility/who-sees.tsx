'use client';

import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { TicketVisibility } from '@/tickets/visibility/read-ticket-visibility';
import { Notice } from '@/ui/notice';
import { StatusPill } from '@/ui/status-pill';
import { AskInDialog } from '../../_forms/ask-in-dialog';
import { readTicketVisibilityAction } from './actions';
import { belongingWords, hiddenWords } from './who-sees-words';

/** Says which contacts see the ticket and why, once somebody asks. */
export function WhoSees({ number }: { number: number }) {
  const t = useTranslations('console.ticket.sees');
  return (
    <AskInDialog
      action={readTicketVisibilityAction}
      fields={{ number: String(number) }}
      icon={<Eye aria-hidden />}
      button={t('open')}
      title={t('title', { number: String(number) })}
      text={t('team')}
    >
      {(found) => <Onlookers {...found} />}
    </AskInDialog>
  );
}

function Onlookers({ statusVisible, people }: TicketVisibility) {
  const t = useTranslations();
  return (
    <div className="grid gap-3">
      {!statusVisible && (
        <Notice tone="warning">
          <p>{t('console.ticket.sees.statusHidden')}</p>
        </Notice>
      )}
      <ul className="rows">
        {people.map(({ id, name, as, sees, reason }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
            <span className="min-w-0 break-words">
              <a href={`/console/contacts/${id}`} className="link" dir="auto">
                {name}
              </a>{' '}
              <span className="text-sm text-muted">{t(belongingWords[as])}</span>
            </span>
            <StatusPill tone={sees ? 'success' : 'neutral'}>
              {sees ? t('console.ticket.sees.yes') : t(hiddenWords[reason])}
            </StatusPill>
          </li>
        ))}
      </ul>
    </div>
  );
}
