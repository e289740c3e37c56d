'use client';

import { useTranslations } from 'next-intl';
import { type ChangeEvent, useRef, useState } from 'react';
import type { FormAction } from '@/ui/action-state';
import { FieldError, FieldHelp } from '@/ui/field';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextArea } from '@/ui/text-area';

/** Next takes a megabyte a request; room is left for what goes around the text. */
const mostBytes = 950_000;

/** A file or pasted lines; the file's text lands in the same field. */
export function CsvForm<Plan>({
  action,
  columns,
  onPlan,
}: {
  /** The dry run. */
  action: FormAction<Plan>;
  /** Which columns the file may have, in words. */
  columns: string;
  onPlan: (plan: Plan, csv: string) => void;
}) {
  const t = useTranslations();
  const area = useRef<HTMLTextAreaElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  async function take(event: ChangeEvent<HTMLInputElement>) {
    const file = event.currentTarget.files?.[0];
    if (!file || !area.current) return;
    setTooLarge(file.size > mostBytes);
    if (file.size <= mostBytes) area.current.value = decoded(await file.arrayBuffer());
  }
  return (
    <Form
      action={action}
      onSuccess={(plan: Plan) => onPlan(plan, area.current?.value ?? '')}
      className="form max-w-3xl"
    >
      <div className="field">
        <label htmlFor="csv-file" className="field-label">
          {t('console.people.import.file')}
        </label>
        <input
          id="csv-file"
          type="file"
          accept=".csv,text/csv,text/plain"
          aria-describedby="csv-file-help"
          className="control py-2 file:me-3 file:font-medium"
          onChange={take}
        />
        {tooLarge && <FieldError>{t('console.people.import.tooLarge')}</FieldError>}
        <FieldHelp id="csv-file-help">{t('console.people.import.fileHelp')}</FieldHelp>
      </div>
      <TextArea
        ref={area}
        name="csv"
        label={t('console.people.import.paste')}
        help={columns}
        rows={8}
        spellCheck={false}
        autoComplete="off"
        dir="ltr"
        className="font-mono"
      />
      <div className="form-actions">
        <SubmitButton>{t('console.people.import.check')}</SubmitButton>
        <span className="text-muted">{t('console.people.import.checkHelp')}</span>
      </div>
    </Form>
  );
}

/** Spreadsheets on Windows still write their own code page; what is no UTF-8 is read as that. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
