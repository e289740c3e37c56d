import 'server-only';
import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { discardDraft } from '@/knowledge/drafts/discard-draft';
import { publishDraft } from '@/knowledge/drafts/publish-draft';
import { saveDraft } from '@/knowledge/drafts/save-draft';
import { articleBody, articleTitle } from '@/knowledge/input-shapes';
import { readKeptArticle } from '@/knowledge/read-kept-article';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { idParams } from '../_door/shapes';
import { Article, shownArticle } from './articles';

const language = z.enum(locales);
const draftParams = idParams.extend({ language });

export const saveDraftOperation = operation({
  method: 'POST',
  path: '/articles/{id}/drafts',
  summary: 'Keep changes of one language as a draft, while readers see what stands there',
  description:
    'There is one draft a language. With `revision` a draft that somebody has saved since is refused (409).',
  scope: 'knowledge:write',
  params: idParams,
  body: z.object({
    language,
    title: articleTitle,
    body: articleBody.describe('Markdown'),
    from: z.int().min(0).optional().describe('The version it was written from; else the newest'),
    revision: z.int().min(0).optional().describe('The draft it was written from; 0 for none'),
  }),
  refuses: [409],
  status: 200,
  answer: Article,
  run: async (scope, { params: { id }, body }) => {
    await saveDraft(scope, { ...body, id });
    return shownArticle(await readKeptArticle(seeing(scope, 'knowledge:read'), id));
  },
});

export const publishDraftOperation = operation({
  method: 'POST',
  path: '/articles/{id}/drafts/{language}/publish',
  summary: 'Make a draft what readers see, as a new version',
  description:
    'Refused (409) where the version that readers see is newer than the one the draft is based on.',
  scope: 'knowledge:write',
  params: draftParams,
  body: z.object({
    revision: z.int().min(1).optional().describe('The draft that was looked at'),
    tellVoters: z
      .boolean()
      .default(false)
      .describe('Readers who had found the article unhelpful hear of the new version'),
  }),
  refuses: [409],
  status: 200,
  answer: Article,
  run: async (scope, { params, body }) => {
    await publishDraft(scope, { ...body, ...params });
    return shownArticle(await readKeptArticle(seeing(scope, 'knowledge:read'), params.id));
  },
});

export const discardDraftOperation = operation({
  method: 'DELETE',
  path: '/articles/{id}/drafts/{language}',
  summary: 'Throw a draft away',
  scope: 'knowledge:write',
  params: draftParams,
  status: 204,
  run: (scope, { params }) => discardDraft(scope, params),
});
