import 'server-only';
import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { articleAudiences, articleStates } from '@/knowledge/article';
import { createArticle } from '@/knowledge/create-article';
import { articleBody, articleTitle } from '@/knowledge/input-shapes';
import { publishArticle } from '@/knowledge/publish-article';
import { type KeptArticle, readKeptArticle } from '@/knowledge/read-kept-article';
import { ListArticles, readKeptArticles } from '@/knowledge/read-kept-articles';
import { removeTranslation } from '@/knowledge/remove-translation';
import { rewriteArticle } from '@/knowledge/rewrite-article';
import { archiveArticle, withdrawArticle } from '@/knowledge/withdraw-article';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { asList, idParams, listOf, rowId, time } from '../_door/shapes';

const language = z.enum(locales);
const facts = {
  id: z.uuid(),
  state: z.enum(articleStates),
  audience: z.enum(articleAudiences),
  categoryId: z.uuid().nullable(),
  publishAt: time.nullable().describe('While it is scheduled'),
  reviewAt: time.nullable(),
  updatedAt: time,
};
const ArticleLine = z
  .object({
    ...facts,
    title: z.string(),
    languages: z.array(z.object({ language: z.string(), isOutdated: z.boolean() })),
    hasDraft: z.boolean().describe('Changes wait to be published'),
  })
  .meta({ id: 'ArticleLine' });
const Draft = z.object({
  title: z.string(),
  body: z.string().describe('Markdown'),
  basedOn: z.int().describe('The version that its writer had before them; 0 where there was none'),
  revision: z.int().describe('Grows with every save'),
  authorName: z.string(),
  updatedAt: time,
});
export const Article = z
  .object({
    ...facts,
    companyIds: z.array(z.uuid()),
    sourceLanguage: z.string().describe('Others are translated from it'),
    authorName: z.string(),
    publishedAt: time.nullable(),
    isOut: z
      .boolean()
      .describe('Its readers see it: published, or scheduled for a time that has come'),
    createdAt: time,
    translations: z.record(
      z.string(),
      z.object({
        slug: z.string().describe('Its address in the portal is `/knowledge-base/{slug}`'),
        title: z.string(),
        body: z.string().describe('Markdown'),
        version: z.int(),
        isOutdated: z.boolean().describe('The source has changed since'),
        updatedAt: time,
      }),
    ),
    drafts: z
      .record(z.string(), Draft)
      .describe('Language → what is being written while readers see the translation as it is'),
  })
  .meta({ id: 'Article' });

const texts = z
  .partialRecord(language, z.object({ title: articleTitle, body: articleBody.default('') }))
  .describe('Language → title and Markdown');
const written = {
  categoryId: rowId.nullable(),
  audience: z.enum(articleAudiences),
  companyIds: z.array(rowId).max(500).describe('Whose contacts read it, for `companies`'),
};

export const shownArticle = ({ texts, drafts, can: _, ...article }: KeptArticle) => ({
  ...article,
  drafts: Object.fromEntries(drafts.map(({ language, ...draft }) => [language, draft])),
  translations: Object.fromEntries(
    texts.map(({ language, sourceVersion: _, ...text }) => [language, text]),
  ),
});

export const listArticlesOperation = operation({
  method: 'GET',
  path: '/articles',
  summary: 'List articles in whatever state, those that changed last first',
  scope: 'knowledge:read',
  query: ListArticles,
  status: 200,
  answer: listOf(ArticleLine),
  run: async (scope, { query }) => asList(await readKeptArticles(scope, query)),
});

export const createArticleOperation = operation({
  method: 'POST',
  path: '/articles',
  summary: 'Begin an article as a draft',
  description: 'Nobody but the tenant’s side reads it until it is published.',
  scope: 'knowledge:write',
  body: z.object({
    categoryId: written.categoryId.default(null),
    audience: written.audience.default('contacts'),
    companyIds: written.companyIds.default([]),
    translations: texts,
  }),
  status: 201,
  answer: Article,
  run: async (scope, { body }) => {
    const { id } = await createArticle(scope, body);
    return shownArticle(await readKeptArticle(seeing(scope, 'knowledge:read'), id));
  },
});

export const readArticleOperation = operation({
  method: 'GET',
  path: '/articles/{id}',
  summary: 'Read an article in all its languages',
  scope: 'knowledge:read',
  params: idParams,
  status: 200,
  answer: Article,
  run: async (scope, { params }) => shownArticle(await readKeptArticle(scope, params.id)),
});

export const changeArticleOperation = operation({
  method: 'PATCH',
  path: '/articles/{id}',
  summary: 'Change an article; what is left out stays',
  description:
    'A language that is given is written as a new version, and readers of a published article see it at once. All of it holds or nothing does.',
  scope: 'knowledge:write',
  params: idParams,
  body: z
    .object({ ...written, reviewAt: z.iso.datetime({ offset: true }).nullable() })
    .partial()
    .extend({
      translations: texts.optional(),
      tellVoters: z
        .boolean()
        .default(true)
        .describe('Contacts who had found a published article unhelpful hear of the new version'),
    }),
  status: 200,
  answer: Article,
  run: async (scope, { params: { id }, body }) => {
    await rewriteArticle(scope, { ...body, id });
    return shownArticle(await readKeptArticle(seeing(scope, 'knowledge:read'), id));
  },
});

export const publishArticleOperation = operation({
  method: 'POST',
  path: '/articles/{id}/publish',
  summary: 'Publish an article at once, or from `publishAt` on',
  scope: 'knowledge:write',
  params: idParams,
  body: z.object({
    publishAt: z.iso.datetime({ offset: true }).optional(),
    tellVoters: z
      .boolean()
      .default(true)
      .describe('Contacts who had found an older version unhelpful hear of it'),
  }),
  status: 200,
  answer: Article,
  run: async (scope, { params: { id }, body }) => {
    await publishArticle(scope, { ...body, id });
    return shownArticle(await readKeptArticle(seeing(scope, 'knowledge:read'), id));
  },
});

export const withdrawArticleOperation = operation({
  method: 'POST',
  path: '/articles/{id}/withdraw',
  summary: 'Make an article a draft again; no contact reads it from then on',
  scope: 'knowledge:write',
  params: idParams,
  status: 200,
  answer: Article,
  run: async (scope, { params }) => {
    await withdrawArticle(scope, params);
    return shownArticle(await readKeptArticle(seeing(scope, 'knowledge:read'), params.id));
  },
});

export const archiveArticleOperation = operation({
  method: 'POST',
  path: '/articles/{id}/archive',
  summary: 'Archive an article',
  scope: 'knowledge:write',
  params: idParams,
  status: 200,
  answer: Article,
  run: async (scope, { params }) => {
    await archiveArticle(scope, params);
    return shownArticle(await readKeptArticle(seeing(scope, 'knowledge:read'), params.id));
  },
});

export const removeTranslationOperation = operation({
  method: 'DELETE',
  path: '/articles/{id}/translations/{language}',
  summary: 'Take an article out of one language',
  description: 'Refuses the language that the others were translated from (409).',
  scope: 'knowledge:write',
  params: idParams.extend({ language }),
  refuses: [409],
  status: 204,
  run: (scope, { params }) => removeTranslation(scope, params),
});
