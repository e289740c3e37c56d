import 'server-only';
import { z } from 'zod';
import { articleLanguage } from '@/knowledge/input-shapes';
import type { Piece } from '@/knowledge/search/highlight';
import { mostFound, searchArticles } from '@/knowledge/search/search-articles';
import { operation } from '../_door/operation';
import { listOf, time } from '../_door/shapes';

const Pieces = z
  .array(z.object({ text: z.string(), isHit: z.boolean() }))
  .describe('The text in pieces, with what was looked for marked; plain text, no markup');

const FoundArticle = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    title: z.string(),
    language: z.string(),
    excerpt: z.string().describe('The part around the first hit'),
    titlePieces: Pieces,
    excerptPieces: Pieces,
    coverage: z.number().describe('Which share of the question it answers: 1 is all of its words'),
    updatedAt: time,
  })
  .meta({ id: 'FoundArticle' }) satisfies z.ZodType<{ titlePieces: Piece[] }>;

export const searchArticlesOperation = operation({
  method: 'GET',
  path: '/articles/search',
  summary: 'Search the articles, the best answer first',
  description: `Any of the words may fit, rare ones weigh more, and words that are nowhere are taken for misspelt ones. Nothing is answered where too little of the question fits any article. Drafts and what is for technicians are searched too; archived articles are not. At most ${mostFound}, on one page. Searching here is not counted among what readers look for.`,
  scope: 'knowledge:read',
  query: z.object({
    q: z.string().trim().min(1).max(400).describe('The question, as it was typed'),
    language: articleLanguage
      .optional()
      .describe('Of the question, and in which the articles are wanted; else the tenant’s'),
  }),
  status: 200,
  answer: listOf(FoundArticle),
  run: async (scope, { query: { q, language } }) => {
    const reader = language ? { ...scope, language } : scope;
    const { articles } = await searchArticles(reader, q);
    return { data: articles, nextCursor: null };
  },
});
