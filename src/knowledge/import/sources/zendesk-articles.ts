import 'server-only';
import { setImmediate as others } from 'node:timers/promises';
import type { z } from 'zod';
import {
  type ArchivedArticle,
  type ArchivedKnowledge,
  notice,
} from '@/knowledge/import/archive-articles';
import { refuseManyArticles } from '@/knowledge/import/archive-limits';
import { languageOf } from '@/knowledge/import/file-names';
import { type DeskText, deskArticle } from './desk-article';
import type * as shapes from './desk-shapes';

interface ZendeskLists {
  articles: z.output<typeof shapes.ZendeskArticle>[];
  translations: z.output<typeof shapes.ZendeskTranslation>[];
  sections: z.output<typeof shapes.ZendeskSection>[];
  categories: z.output<typeof shapes.ZendeskCategory>[];
}

/** Zendesk's Help Center: categories hold sections, which hold sections and articles. */
export async function zendeskArticles(
  lists: ZendeskLists,
  defaultLanguage: string,
): Promise<ArchivedKnowledge> {
  const skipped: ArchivedKnowledge['skipped'] = [];
  const sections = new Map(lists.sections.map((one) => [one.id, one]));
  const categories = new Map(lists.categories.map((one) => [one.id, one]));
  const translated = Map.groupBy(
    lists.translations,
    ({ source_type, source_id }) => `${source_type} ${source_id}`,
  );
  const names = (
    type: string,
    { id, name, locale }: { id: string; name: string; locale?: string | null },
  ) =>
    namesOf(
      [
        [locale ?? defaultLanguage, name],
        ...(translated.get(`${type} ${id}`) ?? []).map((one): [string, string] => [
          one.locale,
          one.title,
        ]),
      ],
      name,
      defaultLanguage,
    );
  const pathTo = (id: string | null | undefined, depth = 0): Record<string, string>[] => {
    const section = id ? sections.get(id) : undefined;
    if (!section || depth > 10) return [];
    const category = section.category_id ? categories.get(section.category_id) : undefined;
    const above = section.parent_section_id
      ? pathTo(section.parent_section_id, depth + 1)
      : category
        ? [names('Category', category)]
        : [];
    return [...above, names('Section', section)];
  };
  const byId = Map.groupBy(lists.articles, ({ id }) => id);
  refuseManyArticles(byId.size);
  const articles: ArchivedArticle[] = [];
  for (const [key, [first, ...versions]] of byId) {
    await others();
    const translations = translated.get(`Article ${key}`) ?? [];
    const further = translations.filter(({ locale }) => locale !== first!.locale);
    const texts = [first!, ...versions, ...further].map(textOf);
    const segments = [first!.user_segment_id, ...(first!.user_segment_ids ?? [])].filter(Boolean);
    const isOpen = segments.length === 0;
    const article = deskArticle(
      {
        key,
        categories: pathTo(first!.section_id),
        // Who is in a segment, only Zendesk knows: nobody reads more than before.
        audience: isOpen ? 'everyone' : 'technicians',
        notices: isOpen ? [] : [notice('audienceClosed', `user_segment_id ${segments[0]}`)],
        tags: first!.label_names ?? [],
        texts: first!.source_locale
          ? texts.sort(
              (a, b) =>
                Number(b.language === first!.source_locale) -
                Number(a.language === first!.source_locale),
            )
          : texts,
      },
      defaultLanguage,
      skipped,
    );
    if (article) articles.push(article);
  }
  const keys = new Set(articles.map(({ key }) => key));
  return {
    source: 'zendesk',
    articles,
    skipped,
    categories: [],
    keyOfAddress: (address) => {
      const key = /\/hc\/(?:[\w-]+\/)?articles\/(\d{1,30})/.exec(address)?.[1];
      return key && keys.has(key) ? key : undefined;
    },
  };
}

type ZendeskText = ZendeskLists['articles'][number] | ZendeskLists['translations'][number];

const textOf = (one: ZendeskText): DeskText => ({
  language: one.locale,
  title: one.title,
  html: one.body,
  isDraft: one.draft || ('hidden' in one && one.hidden),
  isOutdated: one.outdated,
});

/** Language → name, of the languages that there are here; the name itself at least. */
export function namesOf(
  given: readonly [locale: string, name: string][],
  name: string,
  defaultLanguage: string,
): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [locale, one] of given) {
    const language = languageOf(locale);
    if (language && language !== 'unknown') names[language] ??= one;
  }
  return Object.keys(names).length > 0 ? names : { [defaultLanguage]: name };
}
