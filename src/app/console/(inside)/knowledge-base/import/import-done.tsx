'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ArticleImportProgress } from '@/knowledge/import/run-article-import';
import { ButtonLink } from '@/ui/button';
import { EmptyState, ErrorState } from '@/ui/empty-state';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../_forms/perform';
import { readArticleImportAction } from './actions';

const askEvery = 1_500;

/** How far the import is; it goes on in the background and is asked about. */
export function ImportDone({ progress }: { progress: ArticleImportProgress }) {
  const t = useTranslations('console.articleImport');
  const texts = useUiTexts();
  const [now, setNow] = useState<ArticleImportProgress & { why?: string }>(progress);
  const { importId, finished, created, updated, images, articles, articlesDone, why } = now;
  useEffect(() => {
    if (finished) return;
    const timer = setInterval(async () => {
      const answer = await perform(readArticleImportAction, { importId }, texts.unreachable);
      if (answer.ok) setNow(answer.value);
    }, askEvery);
    return () => clearInterval(timer);
  }, [importId, finished, texts]);
  const words = t('progress', { done: articlesDone, total: articles });
  const toArticles = <ButtonLink href="/console/knowledge-base">{t('toArticles')}</ButtonLink>;
  if (why) {
    return (
      <div role="alert">
        <ErrorState
          level={2}
          title={t('failed', { done: articlesDone, total: articles })}
          why={why}
          next={t('failedNext')}
          action={toArticles}
        />
      </div>
    );
  }
  return (
    <div role="status">
      <EmptyState
        drawing={finished ? 'done' : 'letters'}
        title={finished ? t('done', { created, updated }) : words}
        text={
          finished ? (
            t('doneText', { images })
          ) : (
            <>
              <progress
                aria-label={words}
                className="file-bar w-full"
                value={articlesDone}
                max={articles}
              />
              <p>{t('runningText')}</p>
            </>
          )
        }
        action={
          <div className="button-group">
            <ButtonLink variant="primary" href="/console/knowledge-base?state=draft">
              {t('toDrafts')}
            </ButtonLink>
            {toArticles}
          </div>
        }
      />
    </div>
  );
}
