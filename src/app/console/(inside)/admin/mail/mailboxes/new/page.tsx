import { getTranslations } from 'next-intl/server';
import { requireAdmin } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader } from '@/ui/page';
import { NewMailboxForm } from '../_mailbox/new-mailbox-form';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.mailboxes.add') };
}

export default async function NewMailboxPage() {
  await requireAdmin();
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.admin.path')}
            steps={[
              { label: t('console.admin.mailboxes.title'), href: '/console/admin/mail/mailboxes' },
            ]}
          />
        }
        title={t('console.admin.mailboxes.add')}
        lead={t('console.admin.mailboxes.addLead')}
      />
      <NewMailboxForm />
    </Page>
  );
}
