'use client';

import { useState } from 'react';
import type { ArticleImportPlan } from '@/knowledge/import/plan-article-import';
import type { ArticleImportProgress } from '@/knowledge/import/run-article-import';
import { ChooseFile } from './choose-file';
import { ImportDone } from './import-done';
import { ImportReview } from './import-review';
import type { ImportWords } from './import-words';

/** Choose a file → see what would happen → decide. */
export function ImportSteps({ words }: { words: ImportWords }) {
  const [plan, setPlan] = useState<ArticleImportPlan>();
  const [progress, setProgress] = useState<ArticleImportProgress>();
  if (progress) return <ImportDone progress={progress} />;
  if (plan) {
    return (
      <ImportReview
        plan={plan}
        words={words}
        onBack={() => setPlan(undefined)}
        onRun={setProgress}
      />
    );
  }
  return <ChooseFile onPlan={setPlan} />;
}
