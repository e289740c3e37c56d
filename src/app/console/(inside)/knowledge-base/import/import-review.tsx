'use client';

import { useTranslations } from 'next-intl';
import type { ArticleImportPlan } from '@/knowledge/import/plan-article-import';
import type { ArticleImportProgress } from '@/knowledge/import/run-article-import';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { SubmitButton } from '@/ui/submit-button';
import { runArticleImportAction } from './actions';
import { ArticleLines } from './article-lines';
import type { ImportWords } from './import-words';
import { SkippedTable } from './skipped-table';

/** What an import would do, and between the sum and its lines the decision. */
export function ImportReview({
  plan,
  words,
  onBack,
  onRun,
}: {
  plan: ArticleImportPlan;
  words: ImportWords;
  onBack: () => void;
  onRun: (progress: ArticleImportProgress) => void;
}) {
  const t = useTranslations('console.articleImport');
  const { creates, updates, stays, images, newCategories, lines, skipped } = plan;
  const notices = lines.reduce((sum, line) => sum + line.notices.length, 0);
  const back = (
    <Button variant="quiet" onClick={onBack}>
      {t('back')}
    </Button>
  );
  return (
    <div className="grid gap-6">
      <Notice
        role="status"
        tone={notices + skipped.length > 0 ? 'warning' : 'success'}
        title={t('summary', { creates, updates, stays })}
      >
        <p>{t('from', { source: plan.source, name: plan.fileName })}</p>
        {images > 0 && <p>{t('images', { count: images })}</p>}
        {newCategories.length > 0 && (
          <p>
            {t('categories', {
              count: newCategories.length,
              names: newCategories.slice(0, 20).join(', '),
            })}
          </p>
        )}
        {notices > 0 && <p>{t('notices', { count: notices })}</p>}
      </Notice>
      {creates + updates > 0 ? (
        <Form action={runArticleImportAction} onSuccess={onRun} className="form">
          <input type="hidden" name="importId" value={plan.importId} />
          <Checkbox name="publish" label={t('publish')} help={t('publishHelp')} />
          <div className="form-actions">
            <SubmitButton>{t('run', { count: creates + updates })}</SubmitButton>
            {back}
          </div>
        </Form>
      ) : (
        <div>{back}</div>
      )}
      <ArticleLines lines={lines} words={words.notices} />
      <SkippedTable skipped={skipped} words={words.skips} />
    </div>
  );
}
