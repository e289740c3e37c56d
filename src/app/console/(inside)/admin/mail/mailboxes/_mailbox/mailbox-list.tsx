import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { MailboxView } from '@/notifications/mailboxes/read-mailboxes';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { findingWords } from './mailbox-sentences';
import { MailboxState } from './mailbox-state';

/** The mailboxes that are read, each with what is in the way; each leads to its own page. */
export async function MailboxList({ mailboxes }: { mailboxes: readonly MailboxView[] }) {
  const t = await getTranslations();
  const add = (
    <ButtonLink href="/console/admin/mail/mailboxes/new">
      {t('console.admin.mailboxes.add')}
    </ButtonLink>
  );
  if (mailboxes.length === 0) {
    return (
      <EmptyState
        level={3}
        title={t('console.admin.mailboxes.empty')}
        text={t('console.admin.mailboxes.emptyText')}
        action={add}
      />
    );
  }
  return (
    <>
      <ul className="rows">
        {mailboxes.map((mailbox) => (
          <li key={mailbox.id}>
            <Link href={`/console/admin/mail/mailboxes/${mailbox.id}`} className="row">
              <span className="row-main">
                <bdi className="row-title block font-medium" dir="ltr">
                  {mailbox.username}
                </bdi>
                <span className="row-note block break-words">
                  <bdi dir="ltr">{mailbox.host}</bdi> · <bdi>{mailbox.folder}</bdi>
                  {mailbox.active && mailbox.last && mailbox.last.finding !== 'ok' && (
                    <> · {t(findingWords[mailbox.last.finding], { about: mailbox.last.about })}</>
                  )}
                </span>
              </span>
              <MailboxState mailbox={mailbox} />
            </Link>
          </li>
        ))}
      </ul>
      <div className="mt-4">{add}</div>
    </>
  );
}
