import { readFileSync } from 'node:fs';
import type { Scope, System, TenantIdentity } from '@/access/scope';
import type { ArticleAudience } from '@/knowledge/article';
import { createArticle } from '@/knowledge/create-article';
import { publishArticle } from '@/knowledge/publish-article';
import { searchArticles } from '@/knowledge/search/search-articles';

export interface Question {
  language: string;
  question: string;
  /** Null: nothing answers it, and nothing should be shown. */
  article: string | null;
}

export interface Figures {
  questions: number;
  hitAt1: number;
  hitAt3: number;
  /** Of the questions that nothing answers. */
  refused: number;
  /** What went wrong, for whoever tunes. */
  missed: (Question & { found: string[] })[];
}

export interface EvaluationArticle {
  id: string;
  translations: Record<string, { title: string; body: string }>;
}

export const evaluationArticles = lines<EvaluationArticle>('articles');
export const questionsOf = (part: 'tuning' | 'held-out') => lines<Question>(part);

/** Publishes the articles of the evaluation; answers what each became: id → name. */
export async function publishEvaluationArticles(
  scope: Scope<System>,
  audience: ArticleAudience = 'contacts',
) {
  const names = new Map<string, string>();
  for (const { id: name, translations } of evaluationArticles) {
    const { id } = await createArticle(scope, { audience, translations });
    await publishArticle(scope, { id });
    names.set(id, name);
  }
  return names;
}

/** Asks every question as a contact who reads its language. */
export async function evaluate(
  scope: Pick<Scope, 'actor' | 'settings'> & { tenant: TenantIdentity },
  names: ReadonlyMap<string, string>,
  questions: readonly Question[],
): Promise<Figures> {
  const missed: Figures['missed'] = [];
  const counts = { first: 0, three: 0, refused: 0 };
  for (const one of questions) {
    const reader = { ...scope, language: one.language };
    const { articles } = await searchArticles(reader, one.question, { most: 3 });
    const found = articles.map(({ id }) => `${names.get(id)}`);
    const right = one.article === null ? found.length === 0 : found[0] === one.article;
    if (one.article === null && right) counts.refused++;
    if (one.article !== null && right) counts.first++;
    if (one.article !== null && found.includes(one.article)) counts.three++;
    if (!right) missed.push({ ...one, found });
  }
  const answerable = questions.filter(({ article }) => article !== null).length;
  return {
    questions: questions.length,
    hitAt1: counts.first / answerable,
    hitAt3: counts.three / answerable,
    refused: counts.refused / (questions.length - answerable),
    missed,
  };
}

function lines<Row>(file: string): Row[] {
  const text = readFileSync(`evals/knowledge/${file}.jsonl`, 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}
