import 'server-only';
import { inReadTransaction } from '@/access/in-transaction';
import { plainTextOf } from '@/knowledge/markdown/plain-text';
import type { Reader } from '@/knowledge/reader';
import { requireKnowledge } from '@/knowledge/visible-articles';
import { excerptAround, highlight, type Piece } from './highlight';
import { subjectWords } from './question-words';
import { searchStatement } from './search-statement';

/** What a search shows at most. */
export const mostFound = 20;

/** An article that was found, in the language in which the reader would read it. */
export interface FoundArticle {
  id: string;
  slug: string;
  title: string;
  language: string;
  /** The part of its text around the first hit. */
  excerpt: string;
  /** Title and excerpt in pieces, with what was looked for marked. */
  titlePieces: Piece[];
  excerptPieces: Piece[];
  /** Which share of the question it answers: 1 is all of its words. */
  coverage: number;
  updatedAt: Date;
}

export interface Found {
  articles: FoundArticle[];
  /** Words of the articles that were taken for misspelt ones. */
  repaired: string[];
}

/**
 * The articles that answer a question best, best first; none where too little of it fits any
 * (`ranking.refusal`). Only what the reader may see is looked at. One statement.
 */
export async function searchArticles(
  reader: Reader,
  typed: string,
  { most = mostFound } = {},
): Promise<Found> {
  requireKnowledge(reader, 'read');
  const words = subjectWords(typed);
  if (words.length === 0) return { articles: [], repaired: [] };
  const { rows } = await inReadTransaction(reader, (tx) =>
    tx.execute<Row>(searchStatement(reader, words, most)),
  );
  return { articles: rows.map(foundOf), repaired: rows[0]?.repaired ?? [] };
}

function foundOf(row: Row): FoundArticle {
  const { id, slug, title, language, stems } = row;
  const excerpt = excerptAround(plainTextOf(row.body), stems);
  return {
    id,
    slug,
    title,
    language,
    excerpt,
    titlePieces: highlight(title, stems),
    excerptPieces: highlight(excerpt, stems),
    coverage: Math.round(row.coverage * 100) / 100,
    updatedAt: new Date(row.updated_at),
  };
}

interface Row extends Record<string, unknown> {
  id: string;
  slug: string;
  title: string;
  language: string;
  body: string;
  coverage: number;
  stems: string[];
  repaired: string[] | null;
  updated_at: string;
}
