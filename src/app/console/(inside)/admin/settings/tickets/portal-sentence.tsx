'use client';

import { useTranslations } from 'next-intl';
import type { StatusChoice, TicketChoices } from './ticket-settings-form';

/** What the choices mean for contacts, as sentences. */
export function PortalSentence({
  language,
  statuses,
  value,
}: {
  language: string;
  statuses: readonly StatusChoice[];
  value: TicketChoices;
}) {
  const t = useTranslations();
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const { visible, reopen } = value;
  const labels = (seen: boolean) =>
    list.format(statuses.filter(({ key }) => visible.includes(key) === seen).map((s) => s.label));
  const days = Math.max(1, Math.trunc(Number(value.days)) || 1);
  const all = visible.length === statuses.length;
  return (
    <div aria-live="polite" className="grid gap-2">
      {visible.length === 0 ? (
        <p>{t('console.admin.tickets.seesNone')}</p>
      ) : (
        <p>{t('console.admin.tickets.sees', { statuses: labels(true) })}</p>
      )}
      {!all && visible.length > 0 && (
        <p>{t('console.admin.tickets.hides', { statuses: labels(false) })}</p>
      )}
      {visible.length > 0 && (
        <p>
          {reopen === 'always' && t('console.admin.tickets.canAlways')}
          {reopen === 'never' && t('console.admin.tickets.canNever')}
          {reopen === 'withinDays' && t('console.admin.tickets.canWithin', { days })}
        </p>
      )}
    </div>
  );
}
