import 'server-only';
import { z } from 'zod';
import type { Contact, Scope } from '@/access/scope';
import { hasSection } from '@/settings/sections';
import type { Piece } from './highlight';
import { subjectWords } from './question-words';
import { searchArticles } from './search-articles';

export const SuggestArticles = z.object({ title: z.string().max(400) });

/** An article that may answer what somebody begins to ask. */
export interface Suggestion {
  id: string;
  slug: string;
  titlePieces: Piece[];
  excerptPieces: Piece[];
}

const most = 3;

/**
 * Up to three articles that may answer a ticket of this title. Nothing for a contact without a
 * knowledge base: the form is theirs all the same. Half a title is no search, so none is noted.
 */
export async function suggestArticles(
  scope: Scope<Contact>,
  input: z.input<typeof SuggestArticles>,
): Promise<Suggestion[]> {
  const { title } = SuggestArticles.parse(input);
  if (!hasSection(scope.actor, 'knowledgeBase') || subjectWords(title).length === 0) return [];
  const { articles } = await searchArticles(scope, title, { most });
  return articles.map(({ id, slug, titlePieces, excerptPieces }) => ({
    id,
    slug,
    titlePieces,
    excerptPieces,
  }));
}
