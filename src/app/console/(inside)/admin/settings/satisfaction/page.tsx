import { getTranslations } from 'next-intl/server';
import { readNames } from '@/people/read-names';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { satisfactionSettings } from '@/tickets/ratings/change-satisfaction';
import { Page, PageHeader, Section } from '@/ui/page';
import { SatisfactionForm } from './satisfaction-form';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.satisfaction.title') };
}

export default async function SatisfactionPage() {
  const scope = await requireAdmin();
  const { audience, companyIds, delayHours, everyDays } = satisfactionSettings(scope);
  const names = await orNotFoundPage(readNames(scope, companyIds));
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader
        title={t('console.admin.satisfaction.title')}
        lead={t('console.admin.satisfaction.lead')}
      />
      <Section
        title={t('console.admin.satisfaction.survey')}
        lead={t('console.admin.satisfaction.surveyLead')}
      >
        <SatisfactionForm
          saved={{
            audience,
            // One that was deleted since has no name and is not asked any more.
            companies: companyIds.flatMap((id) => {
              const name = names.get(id);
              return name === undefined ? [] : { id, name };
            }),
            delayHours: String(delayHours),
            everyDays: String(everyDays),
          }}
        />
      </Section>
    </Page>
  );
}
