'use client';

import { Mails } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import type { MailLogRow } from '@/notifications/outbound/mail-log';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Notice } from '@/ui/notice';
import { StatusPill } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../_forms/perform';
import { nameOfMail } from '../../_mail/name-of-mail';
import { tryWords } from '../../_mail/try-words';
import { mailStates } from '../../outbox/mail-states';
import { readTicketMailsAction } from './actions';

type Style = { locale: string; timeZone: string };

/** Says which mails went out about the ticket and what became of each, once somebody asks. */
export function TicketMails({ number, style }: { number: number; style: Style }) {
  const t = useTranslations();
  const texts = useUiTexts();
  const [pending, start] = useTransition();
  const [found, setFound] = useState<MailLogRow[]>();
  const [failure, setFailure] = useState<string>();
  const ask = () =>
    start(async () => {
      const fields = { number: String(number) };
      const answer = await perform(readTicketMailsAction, fields, texts.unreachable);
      setFailure(answer.ok ? undefined : answer.message);
      if (answer.ok) setFound(answer.value);
    });
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        icon={<Mails aria-hidden />}
        pending={pending}
        onClick={() => !pending && ask()}
      >
        {t('console.mailTry.ofTicket')}
      </Button>
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <Dialog
        open={found !== undefined}
        onOpenChange={() => setFound(undefined)}
        title={t('console.mailTry.ofTicketTitle', { number: String(number) })}
        text={t('console.mailTry.ofTicketText')}
      >
        {found?.length === 0 && <p>{t('console.mailTry.none')}</p>}
        <ul className="rows">
          {found?.map((mail) => (
            <Mail key={mail.id} mail={mail} style={style} />
          ))}
        </ul>
      </Dialog>
    </>
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
