import { Download } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { requireAdmin } from '@/session/require-person';
import { setting } from '@/settings/tenant-settings';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader } from '@/ui/page';
import { ImportSteps } from './import-steps';
import { type Problem, problemKeys } from './problem-keys';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.people.import.title') };
}

export default async function ImportContactsPage() {
  const scope = await requireAdmin();
  const t = await getTranslations();
  const title = t('console.people.import.title');
  const problems = Object.fromEntries(
    Object.entries(problemKeys).map(([problem, key]) => [problem, t(key)]),
  ) as Record<Problem, string>;
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.people.breadcrumb')}
            steps={[
              { label: t('console.people.contacts.title'), href: '/console/contacts' },
              { label: title },
            ]}
          />
        }
        title={title}
        lead={t('console.people.import.lead')}
        actions={
          <a href="/console/contacts/import/template" download className="button button-secondary">
            <Download aria-hidden />
            {t('console.people.import.template')}
          </a>
        }
      />
      <ImportSteps carries={setting(scope, 'welcomeMail').carries} problems={problems} />
    </Page>
  );
}
