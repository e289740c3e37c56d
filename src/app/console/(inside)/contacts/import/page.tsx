import { Download } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { requireAdmin } from '@/session/require-person';
import { setting } from '@/settings/tenant-settings';
import { ImportFrame } from '../../_import/import-frame';
import { problemWords } from '../../_import/problem-words';
import { ImportSteps } from './import-steps';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.people.import.title') };
}

export default async function ImportContactsPage() {
  const scope = await requireAdmin();
  const t = await getTranslations();
  return (
    <ImportFrame
      title={t('console.people.import.title')}
      list={{ label: t('console.people.contacts.title'), href: '/console/contacts' }}
      actions={
        <a href="/console/contacts/import/template" download className="button button-secondary">
          <Download aria-hidden />
          {t('console.people.import.template')}
        </a>
      }
    >
      <ImportSteps
        carries={setting(scope, 'welcomeMail').carries}
        problems={await problemWords()}
      />
    </ImportFrame>
  );
}
