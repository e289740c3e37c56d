import { getTranslations } from 'next-intl/server';
import type { CompanyProblem } from '@/people/judge-company-import';
import { requireAdmin } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader } from '@/ui/page';
import { CompanyImportSteps } from './company-import-steps';

const problemKeys = {
  badDomains: 'importProblems.badDomains',
  companyTaken: 'importProblems.companyTaken',
  companyTwice: 'importProblems.companyTwice',
  formula: 'importProblems.formula',
  nameMissing: 'importProblems.nameMissing',
  nameTooLong: 'importProblems.nameTooLong',
  tooManyCells: 'importProblems.tooManyCells',
} satisfies Record<CompanyProblem, string>;

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.people.companyImport.title') };
}

export default async function ImportCompaniesPage() {
  await requireAdmin();
  const t = await getTranslations();
  const title = t('console.people.companyImport.title');
  const problems = Object.fromEntries(
    Object.entries(problemKeys).map(([problem, key]) => [problem, t(key)]),
  ) as Record<CompanyProblem, string>;
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.people.breadcrumb')}
            steps={[
              { label: t('console.people.companies.title'), href: '/console/companies' },
              { label: title },
            ]}
          />
        }
        title={title}
        lead={t('console.people.import.lead')}
      />
      <CompanyImportSteps problems={problems} />
    </Page>
  );
}
