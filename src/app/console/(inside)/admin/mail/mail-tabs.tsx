import { getTranslations } from 'next-intl/server';
import { Tabs } from '@/ui/tabs';

const tabs = {
  outgoing: { href: '/console/admin/mail', words: 'console.admin.mailLog.tab' },
  incoming: { href: '/console/admin/mail/mailboxes', words: 'console.admin.mailboxes.title' },
  domain: { href: '/console/admin/mail/domain', words: 'console.admin.sending.title' },
} as const;

/** The pages about mail: what leaves, and what else is set up for it. */
export async function MailTabs({ current }: { current: keyof typeof tabs }) {
  const t = await getTranslations();
  return (
    <Tabs
      label={t('console.admin.mailLog.tabs')}
      items={Object.entries(tabs).map(([name, { href, words }]) => {
        return { href, label: t(words), current: name === current };
      })}
    />
  );
}
