import {
  type ArchivedArticle,
  type ArchivedKnowledge,
  type ArchivedText,
  notice,
} from '@/knowledge/import/archive-articles';
import { languageOf } from '@/knowledge/import/file-names';
import { fitText } from '@/knowledge/import/fit-text';
import { convertHtml } from '@/knowledge/import/html/convert-html';
import { sourceOf } from './read-files';

export interface DeskText {
  language: string | null | undefined;
  title: string;
  html: string | null | undefined;
  isDraft?: boolean | null;
  isOutdated?: boolean | null;
}

interface DeskArticle extends Pick<ArchivedArticle, 'key' | 'categories' | 'audience' | 'notices'> {
  tags: readonly string[];
  /** The source first. */
  texts: DeskText[];
}

/**
 * An article of another desk, its HTML as Markdown; what doesn't fit goes to `skipped`. One of which
 * a text is a draft there was not published: here all of its texts come out together.
 */
export function deskArticle(
  { tags, texts, ...facts }: DeskArticle,
  defaultLanguage: string,
  skipped: ArchivedKnowledge['skipped'],
): ArchivedArticle | undefined {
  const notices = [...facts.notices];
  if (tags.length > 0) notices.push(notice('tagsIgnored', tags.join(', ')));
  const read: ArchivedText[] = [];
  let wasPublished = true;
  for (const { language: said, title, html, isDraft, isOutdated } of texts) {
    const path = `${facts.key} · ${title.slice(0, 100)}`;
    const language = languageOf(said ?? defaultLanguage) ?? 'unknown';
    const skip = (reason: ArchivedKnowledge['skipped'][number]['reason']) =>
      skipped.push({ path, reason });
    if (language === 'unknown') skip('languageUnknown');
    else if (read.some((one) => one.language === language)) skip('languageTwice');
    else {
      const converted = convertHtml(html ?? '');
      const fit = fitText(title, converted.markdown);
      if (typeof fit === 'string') skip(fit);
      else {
        const found = [...converted.notices, ...fit.notices];
        notices.push(...found.map((one) => ({ ...one, path })));
        wasPublished &&= !isDraft;
        read.push({
          language,
          path,
          title: fit.title,
          body: fit.body,
          isOutdated: isOutdated ?? false,
        });
      }
    }
  }
  if (read.length === 0) return undefined;
  return {
    ...facts,
    sourceLanguage: sourceOf(read, read[0]!.language),
    companies: [],
    wasPublished,
    texts: read,
    notices,
  };
}
