import { getTranslations } from 'next-intl/server';
import { requireAdmin } from '@/session/require-person';
import { ImportFrame } from '../../_import/import-frame';
import { problemWords } from '../../_import/problem-words';
import { CompanyImportSteps } from './company-import-steps';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.people.companyImport.title') };
}

export default async function ImportCompaniesPage() {
  await requireAdmin();
  const t = await getTranslations();
  return (
    <ImportFrame
      title={t('console.people.companyImport.title')}
      list={{ label: t('console.people.companies.title'), href: '/console/companies' }}
    >
      <CompanyImportSteps problems={await problemWords()} />
    </ImportFrame>
  );
}
