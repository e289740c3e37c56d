import 'server-only';
import type { z } from 'zod';
import type { Archive } from '@/knowledge/import/archive';
import type { ArchivedKnowledge } from '@/knowledge/import/archive-articles';
import * as shapes from './desk-shapes';
import { freshdeskArticles } from './freshdesk-articles';
import { readLists } from './read-lists';
import { zendeskArticles } from './zendesk-articles';

/**
 * The lists that Zendesk's or Freshdesk's API gives, one or many a file, pages of them too. A thing
 * is known by what it has, not by the file's name. Undefined where there is neither.
 */
export async function readDeskExport(
  archive: Archive,
  defaultLanguage: string,
): Promise<ArchivedKnowledge | undefined> {
  const items = (await readLists(archive)).flatMap(({ lists }) => Object.values(lists).flat());
  const zendesk = {
    articles: pick(
      items,
      shapes.ZendeskArticle,
      (one) => 'body' in one && 'locale' in one && !('source_id' in one),
    ),
    translations: pick(items, shapes.ZendeskTranslation, (one) => 'source_id' in one),
    sections: pick(
      items,
      shapes.ZendeskSection,
      (one) => 'category_id' in one && 'locale' in one && !('body' in one),
    ),
    categories: pick(
      items,
      shapes.ZendeskCategory,
      (one) => !('category_id' in one) && 'locale' in one && !('body' in one),
    ),
  };
  if (zendesk.articles.length > 0) return zendeskArticles(zendesk, defaultLanguage);
  const freshdesk = {
    articles: pick(items, shapes.FreshdeskArticle, (one) => 'title' in one && 'description' in one),
    folders: pick(items, shapes.FreshdeskFolder, (one) => 'visibility' in one && !('title' in one)),
    categories: pick(
      items,
      shapes.FreshdeskCategory,
      (one) => !('visibility' in one) && !('title' in one),
    ),
  };
  if (freshdesk.articles.length > 0) return freshdeskArticles(freshdesk, defaultLanguage);
  return undefined;
}

function pick<S extends z.ZodType>(
  items: readonly unknown[],
  shape: S,
  isOne: (item: object) => boolean,
): z.output<S>[] {
  return items.flatMap((item) => {
    if (typeof item !== 'object' || item === null || !isOne(item)) return [];
    const read = shape.safeParse(item);
    return read.success ? [read.data] : [];
  });
}
