'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { type CannedValues, cannedVariables, fillVariables } from '@/tickets/desk/canned-variables';
import type { FormAction } from '@/ui/action-state';
import { Button, ButtonLink } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextArea } from '@/ui/text-area';
import { TextField } from '@/ui/text-field';

/** Writes a canned reply: variables at a press, and beside it how it will read. */
export function CannedReplyForm({
  action,
  reply,
  examples,
  offersTeam = false,
}: {
  action: FormAction;
  reply?: { id: string; title: string; body: string };
  /** Stand in the preview for the variables. */
  examples: CannedValues;
  offersTeam?: boolean;
}) {
  const t = useTranslations();
  const root = useRef<HTMLDivElement>(null);
  const [body, setBody] = useState(reply?.body ?? '');

  function onInput({ target }: FormEvent) {
    if (target instanceof HTMLTextAreaElement) setBody(target.value);
  }
  function insert(name: string) {
    const field = root.current?.querySelector('textarea');
    if (!field) return;
    field.setRangeText(`{${name}}`, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  }

  return (
    <Form
      action={action}
      onInput={onInput}
      className="form items-start lg:grid-cols-2 lg:gap-8 [&>.form-message]:col-span-full"
    >
      <div ref={root} className="form">
        {reply && <input type="hidden" name="id" value={reply.id} />}
        <TextField
          label={t('console.canned.name')}
          name="title"
          defaultValue={reply?.title}
          maxLength={120}
          autoComplete="off"
          required
        />
        <TextArea
          label={t('console.canned.body')}
          help={t('console.canned.bodyHelp')}
          name="body"
          defaultValue={reply?.body}
          rows={8}
          maxLength={10_000}
          required
        />
        <fieldset aria-label={t('console.canned.variables')} className="button-group">
          {cannedVariables.map((name) => (
            <Button key={name} size="sm" onClick={() => insert(name)}>
              {`{${name}}`}
            </Button>
          ))}
        </fieldset>
        {offersTeam && (
          <Checkbox
            name="forTeam"
            label={t('console.canned.forTeam')}
            help={t('console.canned.forTeamHelp')}
          />
        )}
        <div className="form-actions">
          <SubmitButton>{t('console.canned.save')}</SubmitButton>
          <ButtonLink variant="quiet" href="/console/app-settings/canned-replies">
            {t('console.canned.cancel')}
          </ButtonLink>
        </div>
      </div>
      <section aria-label={t('console.canned.preview')} className="grid gap-2">
        <p className="text-sm text-muted">{t('console.canned.preview')}</p>
        <div className="canned-preview" dir="auto">
          {body ? fillVariables(body, examples) : t('console.canned.previewEmpty')}
        </div>
      </section>
    </Form>
  );
}
