import 'server-only';
import { z } from 'zod';
import { feedbackReasons, feedbackStates, feedbackVerdicts } from '@/knowledge/feedback/feedback';
import { handleFeedback } from '@/knowledge/feedback/handle-feedback';
import { NoteFeedback, noteFeedback } from '@/knowledge/feedback/note-feedback';
import { type FeedbackEntry, ListFeedback, readFeedback } from '@/knowledge/feedback/read-feedback';
import { readKeptArticle } from '@/knowledge/read-kept-article';
import { orNotFound } from '@/platform/errors';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { asList, idParams, listOf, rowId, time } from '../_door/shapes';

const Feedback = z
  .object({
    id: z.uuid(),
    article: z.object({ id: z.uuid(), title: z.string() }),
    language: z.string(),
    version: z.int().describe('Which text it is about'),
    isOlder: z.boolean().describe('The article has changed since'),
    verdict: z.enum(feedbackVerdicts).describe('Was it helpful?'),
    reason: z.enum(feedbackReasons).nullable(),
    comment: z.string(),
    state: z.enum(feedbackStates).describe('A yes is handled from the start'),
    contact: z
      .object({ id: z.uuid(), name: z.string(), company: z.string() })
      .nullable()
      .describe('Null for who was signed out'),
    createdAt: time,
    toldAt: time.nullable().describe('When they heard that the article was improved'),
  })
  .meta({ id: 'ArticleFeedback' }) satisfies z.ZodType<Omit<FeedbackEntry, 'createdAt' | 'toldAt'>>;

export const listFeedbackOperation = operation({
  method: 'GET',
  path: '/articles/{id}/feedback',
  summary: 'List what readers said of an article, the newest first',
  scope: 'knowledge:read',
  params: idParams,
  query: ListFeedback.omit({ articleId: true }),
  status: 200,
  answer: listOf(Feedback),
  run: async (scope, { params, query }) =>
    asList(await readFeedback(scope, { ...query, articleId: params.id })),
});

export const noteFeedbackOperation = operation({
  method: 'POST',
  path: '/articles/{id}/feedback',
  summary: 'Note what a contact said of an article elsewhere',
  description:
    'Each contact has one say on a version of an article in a language: a second one takes the place of the first. An article that this contact may not read is not found.',
  scope: 'knowledge:write',
  params: idParams,
  body: NoteFeedback.omit({ articleId: true }).extend({
    version: z.int().min(1).optional().describe('Left out: what is read now'),
  }),
  status: 201,
  answer: Feedback,
  run: async (scope, { params: { id: articleId }, body }) => {
    const reading = seeing(scope, 'knowledge:read');
    const { texts } = await readKeptArticle(reading, articleId);
    const { language, contactId } = body;
    const text = orNotFound(texts.find((one) => one.language === language));
    const version = body.version ?? text.version;
    await noteFeedback(scope, { ...body, articleId, version });
    const { rows } = await readFeedback(reading, { articleId, contactId, limit: 100 });
    return rows.find((one) => one.language === language && one.version === version);
  },
});

export const handleFeedbackOperation = operation({
  method: 'PATCH',
  path: '/articles/{id}/feedback/{feedbackId}',
  summary: 'Mark feedback as handled, or put it back into the queue',
  scope: 'knowledge:write',
  params: idParams.extend({ feedbackId: rowId }),
  body: z.object({ state: z.enum(feedbackStates) }),
  status: 204,
  run: (scope, { params: { id: articleId, feedbackId: id }, body }) =>
    handleFeedback(scope, { ...body, articleId, id }),
});
