'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { CopyButton } from '@/ui/copy-button';
import { FieldHelp } from '@/ui/field';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { createApiKeyAction } from './actions';
import { scopeGroups } from './scope-groups';

/** A new key: what it may, and then its token, this once. */
export function ApiKeyForm() {
  const t = useTranslations();
  const [made, setMade] = useState<{ token: string; name: string }>();
  if (made) {
    return (
      <Notice tone="success" role="status" title={t('console.admin.api.made', { name: made.name })}>
        <p>{t('console.admin.api.once')}</p>
        <p className="my-3 break-all font-mono">{made.token}</p>
        <div className="button-group">
          <CopyButton value={made.token} of={t('console.admin.api.copyToken')} />
          <Button size="sm" variant="quiet" onClick={() => setMade(undefined)}>
            {t('console.admin.api.another')}
          </Button>
        </div>
      </Notice>
    );
  }
  return (
    <Form action={createApiKeyAction} onSuccess={setMade} className="form max-w-xl">
      <TextField
        name="name"
        label={t('console.admin.api.name')}
        help={t('console.admin.api.nameHelp')}
        autoComplete="off"
        required
        maxLength={80}
      />
      <fieldset className="field">
        <legend className="field-label mb-1">{t('console.admin.api.scopes')}</legend>
        <FieldHelp>{t('console.admin.api.scopesHelp')}</FieldHelp>
        {scopeGroups.map(({ resource, label, read, write }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset is read twice
          <div
            key={resource}
            role="group"
            aria-label={t(label)}
            className="grid grid-cols-[minmax(0,1fr)_auto_minmax(6rem,auto)] items-center gap-x-4 border-line border-b py-1 max-sm:grid-cols-2"
          >
            <span className="max-sm:col-span-2">{t(label)}</span>
            <Checkbox name="scopes[]" value={read} label={t('console.admin.api.read')} />
            {write && (
              <Checkbox name="scopes[]" value={write} label={t('console.admin.api.write')} />
            )}
          </div>
        ))}
      </fieldset>
      <div className="form-actions">
        <SubmitButton>{t('console.admin.api.create')}</SubmitButton>
      </div>
    </Form>
  );
}
