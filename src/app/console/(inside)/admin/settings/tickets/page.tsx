import { getTranslations } from 'next-intl/server';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { readTicketSettings } from '@/tickets/change-ticket-settings';
import { Page, PageHeader, Section } from '@/ui/page';
import { StatusList } from './_statuses/status-list';
import { TicketSettingsForm } from './ticket-settings-form';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.tickets.title') };
}

export default async function TicketSettingsPage() {
  const scope = await requireAdmin();
  const { statuses, visibleStatuses, reopen } = await orNotFoundPage(readTicketSettings(scope));
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader title={t('console.admin.tickets.title')} lead={t('console.admin.tickets.lead')} />
      <Section
        title={t('console.admin.statuses.title')}
        lead={t('console.admin.statuses.lead')}
        flush
      >
        <StatusList statuses={statuses} language={scope.language} />
      </Section>
      <Section
        title={t('console.admin.tickets.portal')}
        lead={t('console.admin.tickets.portalLead')}
      >
        <TicketSettingsForm
          // What is ticked there belongs to these statuses; with others it begins anew.
          key={statuses.map(({ key, label }) => `${key} ${label}`).join()}
          language={scope.language}
          statuses={statuses.map(({ key, label, category }) => ({ key, label, category }))}
          saved={{
            visible: visibleStatuses,
            reopen: typeof reopen === 'string' ? reopen : 'withinDays',
            days: typeof reopen === 'string' ? '14' : String(reopen.withinDays),
          }}
        />
      </Section>
    </Page>
  );
}
