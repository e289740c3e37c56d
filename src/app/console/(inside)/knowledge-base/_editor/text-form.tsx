'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/ui/checkbox';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { writeArticleAction } from './actions';
import { BodyField } from './body-field';
import { TellVoters } from './tell-voters';

/** What an article says in one language: its title and its text, kept over reloads. */
export function TextForm({
  articleId,
  language,
  title,
  body,
  version,
  isTranslation,
  isOutdated,
  waiting,
  readerId,
}: {
  articleId: string;
  language: string;
  title: string;
  body: string;
  /** 0: nothing is written yet. */
  version: number;
  isTranslation: boolean;
  isOutdated: boolean;
  /** Readers who hear of the new version where that is wished; 0 while it is no news to them. */
  waiting: number;
  readerId: string;
}) {
  const t = useTranslations();
  const [saved, setSaved] = useState<number>();
  const from = saved ?? version;
  return (
    <Form<{ version: number }>
      action={writeArticleAction}
      onSuccess={(value) => setSaved(value.version)}
      draftKey={`${readerId}:article:${articleId}:${language}:${from}`}
      className="form"
    >
      <input type="hidden" name="id" value={articleId} />
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="from" value={from} />
      <TextField
        name="title"
        label={t('console.knowledge.articleTitle')}
        defaultValue={title}
        maxLength={200}
        autoComplete="off"
        lang={language}
        dir="auto"
        required
      />
      <BodyField articleId={articleId} language={language} body={body} />
      {isTranslation && version > 0 && (
        <Checkbox
          name="staysOutdated"
          label={t('console.knowledge.staysOutdated')}
          help={isOutdated ? t('console.knowledge.staysOutdatedHelp') : undefined}
        />
      )}
      {waiting > 0 && <TellVoters waiting={waiting} />}
      <div className="form-actions">
        <SubmitButton>{t('console.knowledge.save')}</SubmitButton>
        <span role="status" className="text-muted">
          {saved !== undefined && t('console.knowledge.saved', { version: saved })}
        </span>
      </div>
    </Form>
  );
}
