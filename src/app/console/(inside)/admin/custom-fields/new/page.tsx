import { getTranslations } from 'next-intl/server';
import { readFieldDefinitions } from '@/fields/read-field-definitions';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { deciding } from '../deciding-fields';
import { FieldForm } from '../field-form';
import { FieldFrame } from '../field-frame';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.fields.addTitle') };
}

export default async function NewFieldPage() {
  const scope = await requireAdmin();
  const fields = await orNotFoundPage(readFieldDefinitions(scope));
  const t = await getTranslations('console.admin.fields');
  return (
    <FieldFrame title={t('addTitle')} lead={t('addLead')}>
      <FieldForm language={scope.language} deciding={deciding(fields, t)} companies={[]} />
    </FieldFrame>
  );
}
