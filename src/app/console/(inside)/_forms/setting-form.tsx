'use client';

import { useTranslations } from 'next-intl';
import { type MouseEvent, type ReactNode, useRef, useState, useTransition } from 'react';
import type { FormAction } from '@/ui/action-state';
import { Button } from '@/ui/button';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { SubmitButton } from '@/ui/submit-button';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from './perform';

/**
 * One section of settings: its controls, its live preview, saving and taking back. The caller
 * holds the `value` that is being edited; `entries` says it as the form's fields.
 */
export function SettingForm<V>({
  action,
  saved,
  value,
  entries,
  onUndo,
  beforeSave,
  savedText,
  preview,
  children,
}: {
  action: FormAction;
  /** What the server has, as the page was drawn. */
  saved: V;
  value: V;
  entries: (value: V) => [string, string][];
  onUndo: (value: V) => void;
  /** May prevent the saving, to ask something first. */
  beforeSave?: (event: MouseEvent<HTMLButtonElement>) => void;
  /** What to say once it is saved, where it doesn’t hold from the next page on. */
  savedText?: string;
  preview?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  const kept = useRef(saved);
  const sent = useRef(saved);
  const [before, setBefore] = useState<V>();
  const [news, setNews] = useState<{ text: string; failed?: boolean }>();
  const [undoing, start] = useTransition();

  function succeed() {
    setBefore(kept.current);
    kept.current = sent.current;
    setNews({ text: savedText ?? t('console.admin.saved') });
  }

  function undo(back: V) {
    start(async () => {
      const answer = await perform(action, entries(back), texts.unreachable);
      if (!answer.ok) return setNews({ text: answer.message, failed: true });
      onUndo(back);
      kept.current = back;
      setBefore(undefined);
      setNews({ text: t('console.admin.undone') });
    });
  }

  return (
    <Form
      action={(state, data) => {
        sent.current = value;
        return action(state, data);
      }}
      onSuccess={succeed}
      onChange={() => setNews(undefined)}
      className={
        preview
          ? 'form items-start lg:grid-cols-2 lg:gap-8 [&>.form-message]:col-span-full'
          : 'form max-w-xl'
      }
    >
      <div className="form">
        {children}
        <div className="form-actions">
          <SubmitButton onClick={beforeSave}>{t('console.admin.save')}</SubmitButton>
          {news && before !== undefined && !news.failed && (
            <Button variant="quiet" pending={undoing} onClick={() => undo(before)}>
              {t('console.admin.undo')}
            </Button>
          )}
          <span role="status" className="text-muted">
            {news && !news.failed && news.text}
          </span>
        </div>
        {news?.failed && (
          <Notice tone="danger" role="alert">
            {news.text}
          </Notice>
        )}
      </div>
      {preview && (
        <section aria-label={t('console.admin.preview')} className="grid gap-2">
          <p className="text-sm text-muted">{t('console.admin.preview')}</p>
          {preview}
        </section>
      )}
    </Form>
  );
}
