'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isCoreField } from '@/fields/default-fields';
import {
  type FieldType,
  fieldTypes,
  hasChoices,
  type Visibility,
  visibilities,
} from '@/fields/field';
import type { FieldInAdmin } from '@/fields/read-field-definitions';
import { ButtonLink } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Form } from '@/ui/form';
import { RadioGroup } from '@/ui/radio-group';
import { Select } from '@/ui/select';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import type { Picked } from '../../_people/person-chips';
import { changeFieldAction, createFieldAction } from './actions';
import { ChoicesEditor } from './choices-editor';
import { ConditionEditor } from './condition-editor';
import type { DecidingField } from './deciding-fields';
import { DefaultEditor } from './default-editor';
import { draftOf, sentDraft, viewOf } from './field-draft';
import { FieldPreview } from './field-preview';
import { portalHelps, portalWords, typeWords } from './field-words';
import { LabelsEditor } from './labels-editor';
import { PartField } from './part-field';

/** Makes a field, or changes the one that is given; beside it how contacts will see it. */
export function FieldForm({
  field,
  language,
  deciding,
  companies,
}: {
  field?: FieldInAdmin;
  language: string;
  deciding: readonly DecidingField[];
  /** Those with a default of their own. */
  companies: readonly Picked[];
}) {
  const t = useTranslations('console.admin.fields');
  const all = useTranslations();
  const [draft, setDraft] = useState(() => draftOf(field));
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const [portal, setPortal] = useState<Visibility>(field?.portal ?? 'editable');
  const [required, setRequired] = useState(field?.required ?? false);
  const sent = sentDraft(draft);
  const isCore = isCoreField(field?.key ?? '');
  const view = viewOf(draft, field?.key ?? '', {
    language,
    label: field?.label ?? Object.values(draft.labels).find(Boolean) ?? t('unnamed'),
    choice: ({ key, labels }) =>
      labels[language] ||
      (key && field?.choiceLabels[key]) ||
      Object.values(labels).find(Boolean) ||
      t('unnamed'),
  });
  const begins = !isCore || field?.key === 'priority' || field?.key === 'type';
  const beginsAsText = field?.key === 'title' || field?.key === 'description';
  return (
    <Form action={field ? changeFieldAction : createFieldAction} className="form max-w-2xl">
      {field && <input type="hidden" name="key" value={field.key} />}
      <LabelsEditor
        language={language}
        labels={draft.labels}
        placeholder={field?.isDefault ? field.label : undefined}
        onChange={(labels) => change({ labels })}
      />
      {!field && (
        <>
          <Select
            name="fieldType"
            label={t('typeLabel')}
            help={t('typeHelp')}
            value={draft.type}
            onChange={(event) =>
              change({
                type: event.currentTarget.value as FieldType,
                defaultValue: null,
                companyDefaults: {},
              })
            }
            options={fieldTypes.map((value) => ({ value, label: all(typeWords[value]) }))}
          />
          <TextField
            name="newKey"
            label={t('key')}
            mark={all('console.admin.optional')}
            help={t('keyHelp')}
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            dir="ltr"
            className="font-mono"
          />
        </>
      )}
      {hasChoices(draft.type) && !isCore && (
        <ChoicesEditor
          language={language}
          choices={draft.choices}
          labelOf={(choice) => (choice.key && field?.choiceLabels[choice.key]) || ''}
          onChange={(choices) => change({ choices })}
        />
      )}
      {!isCore && <input type="hidden" name="choices" value={JSON.stringify(sent.choices)} />}
      <RadioGroup
        name="portal"
        legend={t('portalLabel')}
        value={portal}
        onValueChange={(next) => setPortal(next as Visibility)}
        options={visibilities.map((value) => ({
          value,
          label: all(portalWords[value]),
          help: all(portalHelps[value]),
        }))}
      />
      <Checkbox
        name="required"
        value="true"
        label={t('requiredLabel')}
        help={t('requiredHelp')}
        checked={required}
        onChange={(event) => setRequired(event.currentTarget.checked)}
      />
      {begins || beginsAsText ? (
        <DefaultEditor
          view={view}
          value={draft.defaultValue}
          ofCompanies={draft.companyDefaults}
          companies={companies}
          onChange={change}
        />
      ) : null}
      <PartField name="defaultValue" value={sent.defaultValue} />
      <PartField name="companyDefaults" value={sent.companyDefaults} />
      {isCore ? (
        <PartField name="showWhen" value={null} />
      ) : (
        <ConditionEditor
          deciding={deciding}
          condition={draft.showWhen}
          onChange={(showWhen) => change({ showWhen })}
        />
      )}
      {!standsApart.has(field?.key ?? '') && (
        <FieldPreview view={view} portal={portal} required={required} value={draft.defaultValue} />
      )}
      <div className="form-actions">
        <SubmitButton>{field ? t('save') : t('add')}</SubmitButton>
        <ButtonLink variant="quiet" href="/console/admin/custom-fields">
          {t('cancel')}
        </ButtonLink>
      </div>
    </Form>
  );
}

/** Contacts meet the status as a word and deeds, and technicians are no choices of a field. */
const standsApart = new Set(['status', 'technician', 'description']);
