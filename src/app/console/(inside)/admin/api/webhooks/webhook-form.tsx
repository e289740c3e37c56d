'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { CopyButton } from '@/ui/copy-button';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { areaWords } from '../../audit-log/event-words';
import { createWebhookAction } from './actions';

/** A new webhook: where to, what about, and then what it is signed with, this once. */
export function WebhookForm() {
  const t = useTranslations();
  const [made, setMade] = useState<{ secret: string; url: string }>();
  const [all, setAll] = useState(true);
  if (made) {
    return (
      <Notice tone="success" role="status" title={t('console.admin.webhooks.made')}>
        <p className="break-all">{made.url}</p>
        <p className="mt-3">{t('console.admin.webhooks.once')}</p>
        <p className="my-3 break-all font-mono">{made.secret}</p>
        <div className="button-group">
          <CopyButton value={made.secret} of={t('console.admin.webhooks.copySecret')} />
          <Button size="sm" variant="quiet" onClick={() => setMade(undefined)}>
            {t('console.admin.webhooks.another')}
          </Button>
        </div>
      </Notice>
    );
  }
  return (
    <Form action={createWebhookAction} onSuccess={setMade} className="form max-w-xl">
      <TextField
        name="url"
        type="url"
        label={t('console.admin.webhooks.url')}
        help={t('console.admin.webhooks.urlHelp')}
        placeholder="https://example.com/events"
        autoComplete="off"
        required
        maxLength={2000}
        dir="ltr"
      />
      <fieldset className="field">
        <legend className="field-label mb-1">{t('console.admin.webhooks.events')}</legend>
        <Checkbox
          name="events[]"
          value="*"
          label={t('console.admin.webhooks.everything')}
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
        {!all && (
          <div className="grid grid-cols-2 gap-x-4 max-sm:grid-cols-1">
            {areaWords.map(({ value, key }) => (
              <Checkbox key={value} name="events[]" value={`${value}*`} label={t(key)} />
            ))}
          </div>
        )}
      </fieldset>
      <TextField
        name="secret"
        label={t('console.admin.webhooks.secret')}
        mark={t('console.admin.webhooks.optional')}
        help={t('console.admin.webhooks.secretHelp')}
        autoComplete="off"
        maxLength={200}
        dir="ltr"
      />
      <div className="form-actions">
        <SubmitButton>{t('console.admin.webhooks.create')}</SubmitButton>
      </div>
    </Form>
  );
}
