'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type ChangeEvent, useRef, useState } from 'react';
import type { ActionState } from '@/ui/action-state';
import { FieldError, FieldHelp } from '@/ui/field';
import { Form } from '@/ui/form';
import { formatBytes } from '@/ui/format-bytes';
import { SubmitButton } from '@/ui/submit-button';
import { TextArea } from '@/ui/text-area';
import { useUiTexts } from '@/ui/ui-texts';
import { type Checked, checkFile } from './check-file';

/** A file or pasted lines; the file's text lands in the same field. */
export function CsvForm<Plan>({
  kind,
  most,
  columns,
  onPlan,
}: {
  kind: 'companies' | 'contacts';
  /** Bytes that a file may have. */
  most: number;
  /** Which columns the file may have, in words. */
  columns: string;
  onPlan: (plan: Plan, csv: string) => void;
}) {
  const t = useTranslations();
  const area = useRef<HTMLTextAreaElement>(null);
  const texts = useUiTexts();
  const size = formatBytes(most, useLocale());
  const [tooLarge, setTooLarge] = useState(false);
  const [checked, setChecked] = useState<Checked>();
  async function take(event: ChangeEvent<HTMLInputElement>) {
    const file = event.currentTarget.files?.[0];
    if (!file || !area.current) return;
    setTooLarge(file.size > most);
    if (file.size <= most) area.current.value = decoded(await file.arrayBuffer());
  }
  async function check(_: ActionState<Plan>, form: FormData) {
    setChecked(undefined);
    const csv = String(form.get('csv') ?? '');
    const answer = await checkFile<Plan>(kind, csv, setChecked, texts.unreachable);
    setChecked(undefined);
    return answer;
  }
  return (
    <Form
      action={check}
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
        {tooLarge && <FieldError>{t('console.people.import.tooLarge', { size })}</FieldError>}
        <FieldHelp id="csv-file-help">{t('console.people.import.fileHelp', { size })}</FieldHelp>
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
      {checked && <Progress {...checked} />}
    </Form>
  );
}

function Progress({ done, total }: Checked) {
  const t = useTranslations();
  const words = t('console.people.import.checked', { done, total });
  return (
    <div className="grid gap-1">
      <progress aria-label={words} className="file-bar w-full" value={done} max={total} />
      <p className="text-muted text-sm">{words}</p>
    </div>
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
