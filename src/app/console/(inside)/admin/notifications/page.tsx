import { getTranslations } from 'next-intl/server';
import { readSendingDomain } from '@/notifications/outbound/read-sending-domain';
import { readMails } from '@/notifications/read-mails';
import { strictAddress } from '@/platform/mail-address';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { setting } from '@/settings/tenant-settings';
import { Page, PageHeader, Section } from '@/ui/page';
import { MailList } from './mail-list';
import { SenderForm } from './sender-form';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.mails.title') };
}

export default async function NotificationsPage() {
  const scope = await requireAdmin();
  const [mails, { comesFrom }] = await orNotFoundPage(
    Promise.all([readMails(scope), readSendingDomain(scope)]),
  );
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader title={t('console.admin.mails.title')} lead={t('console.admin.mails.lead')} />
      <Section title={t('console.admin.mails.sender')} lead={t('console.admin.mails.senderLead')}>
        <SenderForm
          saved={setting(scope, 'mailSender')}
          address={comesFrom}
          tenantName={scope.tenant.name}
          supportAddress={strictAddress(setting(scope, 'branding').supportContact)}
        />
      </Section>
      <Section
        title={t('console.admin.mails.toContacts')}
        lead={t('console.admin.mails.toContactsLead')}
        flush
      >
        <MailList mails={mails.filter(({ to }) => to !== 'technicians')} />
      </Section>
      <Section title={t('console.admin.mails.toTechnicians')} flush>
        <MailList mails={mails.filter(({ to }) => to === 'technicians')} />
      </Section>
    </Page>
  );
}
