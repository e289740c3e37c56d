import { getTranslations } from 'next-intl/server';
import type { LeftMailView } from '@/notifications/mailboxes/read-mailboxes';
import { formatBytes } from '@/ui/format-bytes';
import { TimeAgo } from '@/ui/time-ago';
import { leftWords } from './mailbox-sentences';

/** Mails that stay in the mailbox, and why: whoever wants them opens the mailbox itself. */
export async function LeftMails({
  mails,
  time,
}: {
  mails: readonly LeftMailView[];
  time: { locale: string; timeZone: string };
}) {
  const t = await getTranslations();
  return (
    <ul className="rows">
      {mails.map(({ id, subject, fromAddress, size, reason, createdAt }) => (
        <li key={id} className="row">
          <span className="row-main">
            <bdi className="row-title block break-words font-medium">
              {subject || t('console.admin.mailboxes.noSubject')}
            </bdi>
            <span className="row-note block break-words">
              <bdi dir="ltr">{fromAddress}</bdi> · {formatBytes(size, time.locale)} ·{' '}
              {t(leftWords[reason])}
            </span>
          </span>
          <TimeAgo at={createdAt} {...time} />
        </li>
      ))}
    </ul>
  );
}
