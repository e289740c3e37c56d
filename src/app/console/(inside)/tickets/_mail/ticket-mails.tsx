'use client';

import { Mails } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { MailLogRow } from '@/notifications/outbound/mail-log';
import { StatusPill } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { AskInDialog } from '../../_forms/ask-in-dialog';
import { nameOfMail } from '../../_mail/name-of-mail';
import { tryWords } from '../../_mail/try-words';
import { mailStates } from '../../outbox/mail-states';
import { readTicketMailsAction } from './actions';

type Style = { locale: string; timeZone: string };

/** Says which mails went out about the ticket and what became of each, once somebody asks. */
export function TicketMails({ number, style }: { number: number; style: Style }) {
  const t = useTranslations('console.mailTry');
  return (
    <AskInDialog
      action={readTicketMailsAction}
      fields={{ number: String(number) }}
      icon={<Mails aria-hidden />}
      button={t('ofTicket')}
      title={t('ofTicketTitle', { number: String(number) })}
      text={t('ofTicketText')}
    >
      {(found) => (
        <>
          {found.length === 0 && <p>{t('none')}</p>}
          <ul className="rows">
            {found.map((mail) => (
              <Mail key={mail.id} mail={mail} style={style} />
            ))}
          </ul>
        </>
      )}
    </AskInDialog>
  );
}

function Mail({ mail, style }: { mail: MailLogRow; style: Style }) {
  const t = useTranslations();
  const { to, template, state, createdAt, tries } = mail;
  return (
    <li className="grid gap-1 py-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="min-w-0 break-words font-medium">{to.address}</span>
        <StatusPill tone={mailStates[state].tone}>{t(mailStates[state].key)}</StatusPill>
      </div>
      <p className="row-note">
        {t(nameOfMail[template])} · <TimeAgo at={createdAt} {...style} />
      </p>
      {tries
        .filter(({ outcome }) => outcome !== 'sent')
        .map(({ id, at, outcome, answer }) => (
          <p key={id} className="row-note wrap-anywhere">
            {t(tryWords[outcome])} · <TimeAgo at={at} {...style} />
            {answer && (
              <code className="block font-mono" dir="ltr">
                {answer}
              </code>
            )}
          </p>
        ))}
    </li>
  );
}
