'use server';

import {
  ReadArticleImport,
  RunArticleImport,
  readArticleImport,
  runArticleImport,
} from '@/knowledge/import/run-article-import';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { failureInWords } from './failure-in-words';

export const runArticleImportAction = action(
  requireAdmin,
  RunArticleImport,
  async (scope, input) => ({ value: await runArticleImport(scope, input) }),
);

export const readArticleImportAction = action(
  requireAdmin,
  ReadArticleImport,
  async (scope, input) => {
    const progress = await readArticleImport(scope, input);
    return { value: { ...progress, why: await failureInWords(scope, progress.failure) } };
  },
);
