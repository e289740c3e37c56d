'use server';

import { refresh } from 'next/cache';
import { renderInLanguage } from '@/app/_knowledge/render-in-language';
import { RemoveTranslation, removeTranslation } from '@/knowledge/remove-translation';
import { RestoreVersion, restoreVersion } from '@/knowledge/restore-version';
import { WriteArticle, writeArticle } from '@/knowledge/write-article';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { PreviewInput } from './preview-input';

export const writeArticleAction = action(requireTechnician, WriteArticle, async (scope, input) => {
  const value = await writeArticle(scope, input);
  refresh();
  return { value };
});

export const removeTranslationAction = action(
  requireTechnician,
  RemoveTranslation,
  async (scope, input) => {
    await removeTranslation(scope, input);
    return { go: `/console/knowledge-base/${input.id}` };
  },
);

export const restoreVersionAction = action(
  requireTechnician,
  RestoreVersion,
  async (scope, input) => {
    await restoreVersion(scope, input);
    return { go: `/console/knowledge-base/${input.id}?language=${input.language}` };
  },
);

export const previewArticleAction = action(
  requireTechnician,
  PreviewInput,
  async (_scope, { body, language }) => ({ value: (await renderInLanguage(body, language)).html }),
);
