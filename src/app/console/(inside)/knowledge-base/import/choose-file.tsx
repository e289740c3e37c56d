'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ArticleImportPlan } from '@/knowledge/import/plan-article-import';
import type { ActionState } from '@/ui/action-state';
import { FieldError, FieldHelp } from '@/ui/field';
import { Form } from '@/ui/form';
import { formatBytes } from '@/ui/format-bytes';
import { SubmitButton } from '@/ui/submit-button';
import { useUiTexts } from '@/ui/ui-texts';
import { type Checked, sendFile } from '../../_import/check-file';

const mostBytes = 100_000_000;

/** One file; it is sent and judged, and nothing is created yet. */
export function ChooseFile({ onPlan }: { onPlan: (plan: ArticleImportPlan) => void }) {
  const t = useTranslations('console.articleImport');
  const texts = useUiTexts();
  const size = formatBytes(mostBytes, useLocale());
  const [problem, setProblem] = useState<'missing' | 'tooLarge'>();
  const [checked, setChecked] = useState<Checked>();
  async function check(_: ActionState<ArticleImportPlan>, form: FormData) {
    const file = form.get('file');
    const none = !(file instanceof File) || file.size === 0;
    setProblem(none ? 'missing' : file.size > mostBytes ? 'tooLarge' : undefined);
    if (none || file.size > mostBytes) return null;
    setChecked(undefined);
    const address = `/api/article-imports?fileName=${encodeURIComponent(file.name)}`;
    const answer = await sendFile<ArticleImportPlan>(address, file, setChecked, texts.unreachable);
    setChecked(undefined);
    return answer;
  }
  return (
    <Form action={check} onSuccess={onPlan} className="form max-w-3xl">
      <div className="field">
        <label htmlFor="articles-file" className="field-label">
          {t('file')}
        </label>
        <input
          id="articles-file"
          name="file"
          type="file"
          accept=".zip,.json,application/zip,application/json"
          aria-invalid={problem ? true : undefined}
          aria-describedby="articles-file-help"
          className="control py-2 file:me-3 file:font-medium"
          onChange={() => setProblem(undefined)}
        />
        {problem && <FieldError>{t(problem, { size })}</FieldError>}
        <FieldHelp id="articles-file-help">{t('fileHelp', { size })}</FieldHelp>
      </div>
      <ul className="list-disc ps-5 grid gap-1 text-muted">
        <li>{t('kindFolder')}</li>
        <li>{t('kindOwn')}</li>
        <li>{t('kindZendesk')}</li>
        <li>{t('kindFreshdesk')}</li>
      </ul>
      <div className="form-actions">
        <SubmitButton>{t('check')}</SubmitButton>
        <span className="text-muted">{t('checkHelp')}</span>
      </div>
      {checked && (
        <progress
          aria-label={t('checking')}
          className="file-bar w-full"
          value={checked.done}
          max={checked.total}
        />
      )}
    </Form>
  );
}
