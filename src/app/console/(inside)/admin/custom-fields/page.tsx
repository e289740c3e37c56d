import { Plus } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { readFieldDefinitions } from '@/fields/read-field-definitions';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { ButtonLink } from '@/ui/button';
import { Page, PageHeader } from '@/ui/page';
import { FieldList } from './field-list';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.fields.title') };
}

export default async function CustomFieldsPage() {
  const scope = await requireAdmin();
  const fields = await orNotFoundPage(readFieldDefinitions(scope));
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader
        title={t('console.admin.fields.title')}
        lead={t('console.admin.fields.lead')}
        actions={
          <ButtonLink
            href="/console/admin/custom-fields/new"
            variant="primary"
            icon={<Plus aria-hidden />}
          >
            {t('console.admin.fields.add')}
          </ButtonLink>
        }
      />
      <FieldList
        fields={fields.map(({ key, label, type, isDefault, portal, required, showWhen }) => ({
          key,
          label,
          type,
          isDefault,
          portal,
          required,
          dependsOn: fields.find((one) => one.key === showWhen?.field)?.label,
        }))}
      />
    </Page>
  );
}
