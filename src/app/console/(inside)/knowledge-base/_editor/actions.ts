'use server';

import { refresh } from 'next/cache';
import { renderInLanguage } from '@/app/_knowledge/render-in-language';
import { DiscardDraft, discardDraft } from '@/knowledge/drafts/discard-draft';
import { PublishDraft, publishDraft } from '@/knowledge/drafts/publish-draft';
import { saveDraft } from '@/knowledge/drafts/save-draft';
import { RemoveTranslation, removeTranslation } from '@/knowledge/remove-translation';
import { RestoreVersion, restoreVersion } from '@/knowledge/restore-version';
import { writeArticle } from '@/knowledge/write-article';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { PreviewInput } from './preview-input';
import { TextInput } from './text-input';

export const writeTextAction = action(requireTechnician, TextInput, async (scope, input) => {
  const isDraft = input.for === 'draft';
  const value = isDraft ? await saveDraft(scope, input) : await writeArticle(scope, input);
  refresh();
  return { value };
});

export const publishDraftAction = action(requireTechnician, PublishDraft, async (scope, input) => {
  const value = await publishDraft(scope, input);
  refresh();
  return { value };
});

export const discardDraftAction = action(requireTechnician, DiscardDraft, async (scope, input) => {
  await discardDraft(scope, input);
  refresh();
  return {};
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
