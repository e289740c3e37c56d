import { getTranslations } from 'next-intl/server';
import type { MailboxView } from '@/notifications/mailboxes/read-mailboxes';
import { StatusPill } from '@/ui/status-pill';

/** Off, waiting for its first look, read, or kept from it. */
export async function MailboxState({ mailbox: { active, last } }: { mailbox: MailboxView }) {
  const t = await getTranslations();
  if (!active) {
    return <StatusPill tone="neutral">{t('console.admin.mailboxes.state.off')}</StatusPill>;
  }
  if (!last) return <StatusPill tone="info">{t('console.admin.mailboxes.state.new')}</StatusPill>;
  const isRead = last.finding === 'ok';
  return (
    <StatusPill tone={isRead ? 'success' : 'danger'}>
      {t(isRead ? 'console.admin.mailboxes.state.read' : 'console.admin.mailboxes.state.failing')}
    </StatusPill>
  );
}
