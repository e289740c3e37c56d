import 'server-only';
import { sql } from 'drizzle-orm';
import type { ArticleLine } from './article-view';
import { excerptOf } from './markdown/plain-text';

/** What a list needs of `articles a` with its translation `l`. */
export const lineColumns = sql`a.id, l.slug, l.title, l.language, left(l.body, 2000) as body, a.updated_at`;

export interface LineRow extends Record<string, unknown> {
  id: string;
  slug: string;
  title: string;
  language: string;
  body: string;
  updated_at: string;
}

export function lineOf({ id, slug, title, language, body, updated_at }: LineRow): ArticleLine {
  return { id, slug, title, language, excerpt: excerptOf(body), updatedAt: new Date(updated_at) };
}
