import { getTranslations } from 'next-intl/server';
import type { MailboxView } from '@/notifications/mailboxes/read-mailboxes';
import { Notice } from '@/ui/notice';
import { TimeAgo } from '@/ui/time-ago';
import { findingWords } from '../_mailbox/mailbox-sentences';

/** What keeps the mailbox from being read, since when, and when it is tried next. */
export async function FailingNotice({
  mailbox: { last, failingSince, nextTryAt },
  time,
}: {
  mailbox: MailboxView;
  time: { locale: string; timeZone: string };
}) {
  if (!last || !failingSince || !nextTryAt) return null;
  const t = await getTranslations();
  return (
    <Notice tone="danger" title={t('console.admin.mailboxes.failingTitle')}>
      <p className="break-words">{t(findingWords[last.finding], { about: last.about })}</p>
      <p className="mt-2">
        {t('console.admin.mailboxes.failingSince')} <TimeAgo at={failingSince} {...time} /> ·{' '}
        {t('console.admin.mailboxes.nextTry')} <TimeAgo at={nextTryAt} {...time} />
      </p>
    </Notice>
  );
}
