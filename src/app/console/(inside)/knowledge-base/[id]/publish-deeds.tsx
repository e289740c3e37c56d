'use client';

import { useLocale, useTimeZone, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ArticleState } from '@/knowledge/article';
import { instantAt } from '@/platform/instant-at';
import { Button } from '@/ui/button';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { DeedButton } from '../../_forms/deed-button';
import { TellVoters } from '../_editor/tell-voters';
import {
  archiveArticleAction,
  publishArticleAction,
  scheduleArticleAction,
  withdrawArticleAction,
} from './actions';

/** Shows the article to its readers, at once or from a time on, or takes it away again. */
export function PublishDeeds({
  id,
  state,
  publishAt,
  isOut,
  waiting,
}: {
  id: string;
  state: ArticleState;
  /** RFC 3339; while it is scheduled. */
  publishAt: string | null;
  /** Readers see it. */
  isOut: boolean;
  /** Readers who had found an older version unhelpful. */
  waiting: number;
}) {
  const t = useTranslations();
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const [planning, plan] = useState(false);
  const [tells, tell] = useState(true);
  const fields = { id, ...(tells && waiting > 0 && { tellVoters: 'on' }) };
  const time = (at: string) =>
    new Date(at).toLocaleString(locale, { timeZone, dateStyle: 'long', timeStyle: 'short' });
  return (
    <div className="grid gap-3">
      {publishAt && (
        <Notice>
          {isOut
            ? t('console.knowledge.outSince', { time: time(publishAt) })
            : t('console.knowledge.scheduledFor', { time: time(publishAt) })}
        </Notice>
      )}
      {state !== 'published' && waiting > 0 && (
        <TellVoters waiting={waiting} onChange={(event) => tell(event.currentTarget.checked)} />
      )}
      <div className="button-group">
        {state !== 'published' && (
          <DeedButton variant="primary" action={publishArticleAction} fields={fields}>
            {t('console.knowledge.publish')}
          </DeedButton>
        )}
        {state !== 'published' && (
          <Button aria-expanded={planning} onClick={() => plan(!planning)}>
            {t('console.knowledge.schedule')}
          </Button>
        )}
        {state !== 'draft' && (
          <DeedButton action={withdrawArticleAction} fields={{ id }}>
            {t('console.knowledge.withdraw')}
          </DeedButton>
        )}
        {state !== 'archived' && (
          <DeedButton action={archiveArticleAction} fields={{ id }}>
            {t('console.knowledge.archive')}
          </DeedButton>
        )}
      </div>
      {planning && state !== 'published' && (
        <Form
          action={(previous, data) => {
            const at = instantAt(String(data.get('publishAt')), timeZone);
            data.set('publishAt', at?.toISOString() ?? '');
            if (fields.tellVoters) data.set('tellVoters', fields.tellVoters);
            return scheduleArticleAction(previous, data);
          }}
          onSuccess={() => plan(false)}
          className="form max-w-xs"
        >
          <input type="hidden" name="id" value={id} />
          <TextField
            type="datetime-local"
            name="publishAt"
            label={t('console.knowledge.publishAt')}
            help={t('console.timeZone', { zone: timeZone })}
            required
          />
          <div className="form-actions">
            <SubmitButton>{t('console.knowledge.scheduleSubmit')}</SubmitButton>
          </div>
        </Form>
      )}
    </div>
  );
}
