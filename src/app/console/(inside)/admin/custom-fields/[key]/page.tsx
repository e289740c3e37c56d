import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readFieldDefinitions } from '@/fields/read-field-definitions';
import { readNames } from '@/people/read-names';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { countFieldValues } from '@/tickets/fields/count-field-values';
import type { PageInput } from '../../../../_shell/page-input';
import { ConfirmDeed } from '../../../_forms/confirm-deed';
import { deleteFieldAction } from '../actions';
import { deciding } from '../deciding-fields';
import { FieldForm } from '../field-form';
import { FieldFrame } from '../field-frame';

type FieldInput = PageInput<{ key: string }>;

export async function generateMetadata({ params }: FieldInput) {
  const { field } = await readField(params);
  return { title: field.label };
}

export default async function FieldPage({ params }: FieldInput) {
  const { scope, field, fields } = await readField(params);
  const { key } = field;
  const companyIds = Object.keys(field.companyDefaults);
  const [names, count] = await Promise.all([
    readNames(scope, companyIds),
    field.isDefault ? 0 : countFieldValues(scope, key),
  ]);
  const t = await getTranslations('console.admin.fields');
  const waiting = fields.find((one) => one.showWhen?.field === key);
  return (
    <FieldFrame title={field.label} lead={field.isDefault ? t('defaultLead') : t('ownLead')}>
      <FieldForm
        field={field}
        language={scope.language}
        deciding={deciding(fields, t, key)}
        companies={companyIds.map((id) => ({ id, name: names.get(id) ?? t('deletedCompany') }))}
      />
      {!field.isDefault && (
        <ConfirmDeed
          action={deleteFieldAction}
          fields={{ key }}
          button={t('delete')}
          title={t('deleteTitle', { field: field.label })}
          text={t('deleteText', { count })}
          reason={waiting && t('deleteWaits', { field: waiting.label })}
        />
      )}
    </FieldFrame>
  );
}

/** The field of the address among all; an unknown one is not found. */
async function readField(params: FieldInput['params']) {
  const scope = await requireAdmin();
  const { key } = await params;
  const fields = await orNotFoundPage(readFieldDefinitions(scope));
  const field = fields.find((one) => one.key === key);
  if (!field) notFound();
  return { scope, fields, field };
}
