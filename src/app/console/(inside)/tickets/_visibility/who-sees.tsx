'use client';

import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import type { TicketVisibility } from '@/tickets/visibility/read-ticket-visibility';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { StatusPill } from '@/ui/status-pill';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../_forms/perform';
import { readTicketVisibilityAction } from './actions';
import { belongingWords, hiddenWords } from './who-sees-words';

/** Says which contacts see the ticket and why, once somebody asks. */
export function WhoSees({ number }: { number: number }) {
  const t = useTranslations();
  const texts = useUiTexts();
  const [pending, start] = useTransition();
  const [found, setFound] = useState<TicketVisibility>();
  const [failure, setFailure] = useState<string>();
  const ask = () =>
    start(async () => {
      const fields = { number: String(number) };
      const answer = await perform(readTicketVisibilityAction, fields, texts.unreachable);
      setFailure(answer.ok ? undefined : answer.message);
      if (answer.ok) setFound(answer.value);
    });
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        icon={<Eye aria-hidden />}
        pending={pending}
        onClick={() => !pending && ask()}
      >
        {t('console.ticket.sees.open')}
      </Button>
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <Dialog
        open={found !== undefined}
        onOpenChange={() => setFound(undefined)}
        title={t('console.ticket.sees.title', { number: String(number) })}
        text={t('console.ticket.sees.team')}
      >
        {found && <Onlookers {...found} />}
      </Dialog>
    </>
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
