import { getTranslations } from 'next-intl/server';
import type { MailLogRow as Mail } from '@/notifications/outbound/mail-log';
import { StatusPill } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { MailTries } from '../../_mail/mail-tries';
import { nameOfMail } from '../../_mail/name-of-mail';
import { mailStates } from '../../outbox/mail-states';

/** To whom which mail went and what became of it, its tries folded away. */
export async function MailLogRow({
  mail: { to, template, ticketNumber, state, createdAt, tries },
  time,
}: {
  mail: Mail;
  time: { locale: string; timeZone: string };
}) {
  const t = await getTranslations();
  const { tone, key } = mailStates[state];
  return (
    <li className="grid gap-1 py-3">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="break-words font-medium">
            <bdi>{to.address || t('console.admin.mailLog.erased')}</bdi>
          </p>
          <p className="row-note">
            {t(nameOfMail[template])}
            {ticketNumber !== null && (
              <>
                {' · '}
                <a href={`/console/tickets/${ticketNumber}`} className="link">
                  #{ticketNumber}
                </a>
              </>
            )}
          </p>
        </div>
        <div className="grid shrink-0 justify-items-end gap-1">
          <TimeAgo at={createdAt} {...time} short className="row-note" />
          <StatusPill tone={tone}>{t(key)}</StatusPill>
        </div>
      </div>
      {tries.length > 0 && (
        <details>
          <summary className="link w-fit cursor-pointer text-sm">
            {t('console.mailTry.count', { count: tries.length })}
          </summary>
          <MailTries tries={tries} time={time} />
        </details>
      )}
    </li>
  );
}
