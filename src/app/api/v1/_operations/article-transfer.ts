import 'server-only';
import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';
import { bodyOfStream } from '@/app/api/body-of-stream';
import { discard, readableBody } from '@/app/api/readable-body';
import { exportKnowledge, zipHeaders } from '@/knowledge/export/export-knowledge';
import { importNotices, importSources, skipReasons } from '@/knowledge/import/archive-articles';
import { planArticleImport } from '@/knowledge/import/plan-article-import';
import {
  type ArticleImportProgress,
  readArticleImport,
  runArticleImport,
} from '@/knowledge/import/run-article-import';
import { operation } from '../_door/operation';
import { idParams, noQuery } from '../_door/shapes';

const ArticleImportPlan = z
  .object({
    importId: z.uuid(),
    fileName: z.string(),
    source: z.enum(importSources),
    creates: z.int(),
    updates: z.int().describe('Drafts that an earlier import made: they are renewed'),
    stays: z.int().describe('There already, and more than a draft: they stay as they are'),
    images: z.int(),
    newCategories: z.array(z.string()),
    lines: z.array(
      z.object({
        key: z.string().describe('The same in the next export of the source'),
        title: z.string(),
        languages: z.array(z.string()),
        categories: z.array(z.string()).describe('From the top of the tree down'),
        becomes: z.enum(['created', 'updated', 'stays']),
        notices: z
          .array(
            z.object({
              kind: z.enum(importNotices),
              line: z.int().nullable(),
              detail: z.string(),
              path: z.string().optional(),
            }),
          )
          .describe('What is lost or changed on the way'),
      }),
    ),
    skipped: z.array(z.object({ path: z.string(), reason: z.enum(skipReasons) })),
  })
  .meta({ id: 'ArticleImportPlan' });

const ArticleImport = z
  .object({
    importId: z.uuid(),
    fileName: z.string(),
    articles: z.int(),
    articlesDone: z.int(),
    created: z.int(),
    updated: z.int(),
    images: z.int(),
    finished: z.boolean().describe('Nothing more is going to be imported'),
    failure: z
      .object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })
      .nullable()
      .describe('Why it ended before its last article; those before it are there'),
  })
  .meta({ id: 'ArticleImport' });

export const planArticleImportOperation = operation({
  method: 'POST',
  path: '/article-imports',
  summary: 'Check a file of articles: what an import would do',
  description:
    'The body is the file itself, a zip archive or a list as JSON: a folder of Markdown or HTML, an export of ours, or what Zendesk’s or Freshdesk’s API lists. Up to 100 MB, 10,000 entries and 5,000 articles. Nothing is created; a plan that nobody runs is forgotten after a day.',
  scope: 'knowledge:write',
  query: z.object({ fileName: z.string().max(200).default('articles.zip') }),
  body: ArticleImportPlan,
  receive: {
    contentType: 'application/zip',
    read: async (scope, _, request) => {
      const source = readableBody(request);
      const print = createHash('sha256');
      const fileName = new URL(request.url).searchParams.get('fileName') ?? 'articles.zip';
      const bytes = hashing(source.iterator({ destroyOnReturn: false }), print);
      try {
        const plan = await planArticleImport(scope, { fileName, bytes });
        return { body: plan, print: print.digest('hex') };
      } finally {
        discard(source);
      }
    },
  },
  status: 201,
  answer: ArticleImportPlan,
  refuses: [413, 415, 507],
  run: async (_, { body }) => body,
});

export const runArticleImportOperation = operation({
  method: 'POST',
  path: '/article-imports/{id}/run',
  summary: 'Import the articles of a plan in the background',
  description:
    'They arrive as drafts; with `publish` what was published where it comes from is published here. A plan runs once (409).',
  scope: 'knowledge:write',
  params: idParams,
  body: z.object({ publish: z.boolean().default(false) }),
  refuses: [409],
  status: 200,
  answer: ArticleImport,
  run: async (scope, { params, body }) =>
    shown(await runArticleImport(scope, { importId: params.id, ...body })),
});

export const readArticleImportOperation = operation({
  method: 'GET',
  path: '/article-imports/{id}',
  summary: 'How far an import of articles is',
  scope: 'knowledge:read',
  params: idParams,
  status: 200,
  answer: ArticleImport,
  run: async (scope, { params }) => shown(await readArticleImport(scope, { importId: params.id })),
});

function shown({ failure, ...progress }: ArticleImportProgress) {
  return { ...progress, failure: failure && { code: failure.key, values: failure.values } };
}

export const exportArticlesOperation = operation({
  method: 'GET',
  path: '/articles.zip',
  summary: 'Export the whole knowledge base',
  description:
    'A zip archive of Markdown, pictures and `knowledge-base.json`, which an import reads back to the same articles. Drafts and articles for technicians are in it.',
  scope: 'knowledge:read',
  query: noQuery,
  status: 200,
  run: async (scope) => {
    const zip = await exportKnowledge(scope);
    return new Response(bodyOfStream(zip), { headers: zipHeaders });
  },
});

async function* hashing(bytes: AsyncIterable<Uint8Array>, print: Hash) {
  for await (const chunk of bytes) {
    print.update(chunk);
    yield chunk;
  }
}
