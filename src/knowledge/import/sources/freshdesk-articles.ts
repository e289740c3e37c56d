import 'server-only';
import { setImmediate as others } from 'node:timers/promises';
import type { z } from 'zod';
import type { ArticleAudience } from '@/knowledge/article';
import {
  type ArchivedArticle,
  type ArchivedKnowledge,
  notice,
} from '@/knowledge/import/archive-articles';
import { refuseManyArticles } from '@/knowledge/import/archive-limits';
import { deskArticle } from './desk-article';
import type * as shapes from './desk-shapes';

interface FreshdeskLists {
  articles: z.output<typeof shapes.FreshdeskArticle>[];
  folders: z.output<typeof shapes.FreshdeskFolder>[];
  categories: z.output<typeof shapes.FreshdeskCategory>[];
}

/** Freshdesk's solutions: categories hold folders, which say who reads the articles in them. */
export async function freshdeskArticles(
  lists: FreshdeskLists,
  defaultLanguage: string,
): Promise<ArchivedKnowledge> {
  const skipped: ArchivedKnowledge['skipped'] = [];
  const folders = new Map(lists.folders.map((one) => [one.id, one]));
  const categories = new Map(lists.categories.map((one) => [one.id, one]));
  const name = (one: { name: string }) => ({ [defaultLanguage]: one.name });
  const foldersTo = (id: string | null | undefined, depth = 0): Record<string, string>[] => {
    const folder = id ? folders.get(id) : undefined;
    if (!folder || depth > 10) return [];
    return [...foldersTo(folder.parent_folder_id, depth + 1), name(folder)];
  };
  const byId = Map.groupBy(lists.articles, ({ id }) => id);
  refuseManyArticles(byId.size);
  const articles: ArchivedArticle[] = [];
  for (const [key, all] of byId) {
    await others();
    const first = all[0]!;
    const folder = first.folder_id ? folders.get(first.folder_id) : undefined;
    const category = categories.get(first.category_id ?? folder?.category_id ?? '');
    const audience = audiences[folder?.visibility ?? 0];
    const article = deskArticle(
      {
        key,
        categories: [...(category ? [name(category)] : []), ...foldersTo(first.folder_id)],
        // Which companies, only Freshdesk knows: nobody reads more than before.
        audience: audience ?? 'technicians',
        notices: audience ? [] : [notice('audienceClosed', folder?.name ?? '')],
        tags: first.tags ?? [],
        texts: all.map(({ language, language_code, title, description, status }) => ({
          language: language_code ?? language,
          title,
          html: description,
          isDraft: status === 1,
        })),
      },
      defaultLanguage,
      skipped,
    );
    if (article) articles.push(article);
  }
  const keys = new Set(articles.map(({ key }) => key));
  return {
    source: 'freshdesk',
    articles,
    skipped,
    categories: [],
    keyOfAddress: (address) => {
      const key = /\/solutions?\/articles\/(\d{1,30})/.exec(address)?.[1];
      return key && keys.has(key) ? key : undefined;
    },
  };
}

const audiences: Record<number, ArticleAudience> = {
  1: 'everyone',
  2: 'contacts',
  3: 'technicians',
};
