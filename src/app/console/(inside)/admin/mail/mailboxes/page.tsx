import { getTranslations } from 'next-intl/server';
import { inboundAddress } from '@/notifications/inbound/inbound-address';
import { readMailboxes } from '@/notifications/mailboxes/read-mailboxes';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { Page, PageHeader, Section } from '@/ui/page';
import { MailTabs } from '../mail-tabs';
import { BySmtp } from './_mailbox/by-smtp';
import { MailboxList } from './_mailbox/mailbox-list';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.mailboxes.mailboxes') };
}

/** The two ways in which mail comes in: from mailboxes that are read, and to addresses of ours. */
export default async function IncomingMailPage() {
  const scope = await requireAdmin();
  const mailboxes = await orNotFoundPage(readMailboxes(scope));
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader title={t('console.admin.mailLog.title')} lead={t('console.admin.mailLog.lead')} />
      <MailTabs current="incoming" />
      <Section
        title={t('console.admin.mailboxes.mailboxes')}
        lead={t('console.admin.mailboxes.lead')}
      >
        <MailboxList mailboxes={mailboxes} />
      </Section>
      <Section
        title={t('console.admin.mailboxes.smtp')}
        lead={t('console.admin.mailboxes.smtpLead')}
      >
        <BySmtp address={inboundAddress(scope.tenant)} />
      </Section>
    </Page>
  );
}
