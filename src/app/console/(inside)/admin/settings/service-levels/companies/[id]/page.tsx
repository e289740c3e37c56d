import { getTranslations } from 'next-intl/server';
import { readCompany } from '@/people/read-companies';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { readServiceLevels } from '@/tickets/sla/read-service-levels';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Notice } from '@/ui/notice';
import { Page, PageHeader } from '@/ui/page';
import { targetValues } from '../../level-values';
import { CompanyLevelsForm } from './company-levels-form';

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Params) {
  const scope = await requireAdmin();
  const company = await orNotFoundPage(readCompany(scope, (await params).id));
  const t = await getTranslations();
  return { title: t('console.admin.levels.companyTitle', { company: company.name }) };
}

export default async function CompanyLevelsPage({ params }: Params) {
  const scope = await requireAdmin();
  const { id } = await params;
  const [company, levels] = await orNotFoundPage(
    Promise.all([readCompany(scope, id), readServiceLevels(scope)]),
  );
  const own = levels.companies.find((one) => one.company.id === company.id)?.targets;
  const t = await getTranslations();
  const title = t('console.admin.levels.companyTitle', { company: company.name });
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.people.breadcrumb')}
            steps={[
              {
                label: t('console.admin.levels.title'),
                href: '/console/admin/settings/service-levels',
              },
              { label: company.name },
            ]}
          />
        }
        title={title}
        lead={t('console.admin.levels.companyLead')}
      />
      {!levels.enabled && <Notice>{t('console.admin.levels.off')}</Notice>}
      <CompanyLevelsForm
        companyId={company.id}
        saved={{ isOwn: own !== undefined, targets: targetValues(own ?? levels.targets) }}
      />
    </Page>
  );
}
