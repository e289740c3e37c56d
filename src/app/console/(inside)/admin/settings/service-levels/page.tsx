import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { readServiceLevels } from '@/tickets/sla/read-service-levels';
import { Page, PageHeader, Section } from '@/ui/page';
import { HolidaysForm } from './holidays-form';
import { HoursForm } from './hours-form';
import { spanValues, targetValues } from './level-values';
import { PromiseForm } from './promise-form';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.levels.title') };
}

export default async function ServiceLevelsPage() {
  const scope = await requireAdmin();
  const levels = await orNotFoundPage(readServiceLevels(scope));
  const { enabled, showToContacts, soonMinutes, targets, hours, holidays, companies } = levels;
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader title={t('console.admin.levels.title')} lead={t('console.admin.levels.lead')} />
      <Section
        title={t('console.admin.levels.promises')}
        lead={t('console.admin.levels.promisesLead')}
      >
        <PromiseForm
          saved={{
            enabled,
            showToContacts,
            soonMinutes: String(soonMinutes),
            targets: targetValues(targets),
          }}
        />
      </Section>
      <Section
        title={t('console.admin.levels.hoursTitle')}
        lead={t('console.admin.levels.hoursLead')}
      >
        <HoursForm saved={spanValues(hours)} timeZone={levels.timeZone} />
        <p className="mt-3 text-sm">
          <Link href="/console/admin/service-portal#time-zone" className="link">
            {t('console.admin.levels.changeZone')}
          </Link>
        </p>
      </Section>
      <Section
        title={t('console.admin.levels.holidaysTitle')}
        lead={t('console.admin.levels.holidaysLead')}
      >
        <HolidaysForm saved={holidays} />
      </Section>
      <Section
        title={t('console.admin.levels.companies')}
        lead={t('console.admin.levels.companiesLead')}
      >
        {companies.length === 0 ? (
          <p className="text-muted">{t('console.admin.levels.noCompanies')}</p>
        ) : (
          <ul className="rows">
            {companies.map(({ company }) => (
              <li key={company.id} className="row">
                <Link
                  href={`/console/admin/settings/service-levels/companies/${company.id}`}
                  className="link row-main"
                  dir="auto"
                >
                  {company.name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}
