import 'server-only';
import { setImmediate as others } from 'node:timers/promises';
import type { Scope } from '@/access/scope';
import { isLocale } from '@/i18n/locales';
import { type ArticleAudience, articleAudiences } from '@/knowledge/article';
import type { Archive } from '@/knowledge/import/archive';
import type {
  ArchivedArticle,
  ArchivedKnowledge,
  ArchivedText,
  SkipReason,
} from '@/knowledge/import/archive-articles';
import { archiveLimits } from '@/knowledge/import/archive-limits';
import { decodeText } from '@/knowledge/import/decode-text';
import {
  isHtml,
  isLeftover,
  isMarkdown,
  languageFoldersOf,
  readFileName,
} from '@/knowledge/import/file-names';
import { type FitText, fitText } from '@/knowledge/import/fit-text';
import type { ToldProgress } from '@/people/judge-lines';
import { readTextFile, type TextFile } from './read-text-file';

/**
 * A folder of Markdown and HTML as articles: a folder is a category, `set-up.de.md` and
 * `de/set-up.md` translate `set-up.md`. What becomes no article is named with the reason.
 */
export async function readFiles(
  { tenant }: Pick<Scope, 'tenant'>,
  archive: Archive,
  told?: ToldProgress,
): Promise<ArchivedKnowledge> {
  const paths = [...archive.files.keys()].filter((path) => !isLeftover(path)).sort();
  const top = onlyFolder(paths);
  const inner = (path: string) => path.slice(top.length);
  const folders = languageFoldersOf(paths.map(inner));
  const articles = new Map<string, Begun>();
  const skipped: ArchivedKnowledge['skipped'] = archive.links.map((path) => ({
    path,
    reason: 'link',
  }));
  const skip = (path: string, reason: SkipReason) => skipped.push({ path, reason });
  const pages = paths.filter((path) => isMarkdown(path) || isHtml(path));
  for (const [at, path] of pages.entries()) {
    if (at % 20 === 0) await told?.(at, pages.length);
    await others();
    if ((archive.files.get(path) ?? 0) > archiveLimits.text) skip(path, 'tooLarge');
    else {
      const text = decodeText(await archive.read(path, archiveLimits.text));
      const named = readFileName(inner(path), folders);
      const file = text === undefined ? undefined : readTextFile(path, text, named);
      const namedIn = { folderLanguage: named.folderLanguage ?? tenant.defaultLanguage };
      const fit = file ? fitText(file.title, file.body) : 'noText';
      const language = file?.language ?? tenant.defaultLanguage;
      if (!file || typeof fit === 'string') skip(path, typeof fit === 'string' ? fit : 'noText');
      else if (!isLocale(language)) skip(path, 'languageUnknown');
      else if (
        !put(articles, {
          ...named,
          ...namedIn,
          path,
          file: { ...file, ...together(file, fit) },
          language,
        })
      ) {
        skip(path, 'languageTwice');
      }
    }
  }
  const done = [...articles.values()].map(({ said, ...article }) => ({
    ...article,
    audience: articleAudiences.findLast((one) => said.includes(one)) ?? article.audience,
    sourceLanguage: sourceOf(article.texts, tenant.defaultLanguage),
  }));
  return { source: 'files', articles: done, skipped, categories: [] };
}

/** The folder that everything lies in says nothing, unless it is a language: people zip it itself. */
function onlyFolder(paths: readonly string[]): string {
  const first = paths[0]?.split('/')[0];
  const top = first === undefined ? '' : `${first}/`;
  return !isLocale(first) && paths.every((path) => path.startsWith(top)) ? top : '';
}

function together(file: TextFile, fit: FitText) {
  return { ...fit, notices: [...file.notices, ...fit.notices] };
}

interface Begun extends ArchivedArticle {
  /** What its texts say about who reads it. */
  said: ArticleAudience[];
}

interface Found {
  key: string;
  folders: string[];
  /** In which the folders are named. */
  folderLanguage: string;
  path: string;
  file: TextFile;
  language: string;
}

/** False: there is a text in this language already. */
function put(
  articles: Map<string, Begun>,
  { key, folders, folderLanguage, path, file, language }: Found,
) {
  const article = articles.get(key) ?? begin(key);
  if (article.texts.some((text) => text.language === language)) return false;
  const { title, body, slug } = file;
  const text: ArchivedText = { language, title, body, path, ...(slug && { slug }) };
  article.texts.push(text);
  article.notices.push(...file.notices.map((one) => ({ ...one, path })));
  const isSaid = file.categories.length > 0;
  const names = isSaid ? file.categories : folders;
  // Folders are named once; a category that a translation names is the same one.
  if (article.texts.length === 1 || names.length === article.categories.length) {
    article.categories = names.map((name, at) =>
      named(article.categories[at], isSaid ? language : folderLanguage, name),
    );
  }
  // Texts that disagree about their readers: the fewest.
  if (file.audience) article.said.push(file.audience);
  article.companies = file.companies.length > 0 ? file.companies : article.companies;
  article.wasPublished &&= !file.isDraft;
  article.reviewAt ??= file.reviewAt;
  articles.set(key, article);
  return true;
}

/** A name in one more language; one that is the same everywhere needs saying once. */
function named(names: Record<string, string> = {}, language: string, name: string) {
  return Object.values(names).includes(name) ? names : { ...names, [language]: name };
}

function begin(key: string): Begun {
  return {
    key,
    sourceLanguage: '',
    categories: [],
    audience: 'contacts',
    said: [],
    companies: [],
    wasPublished: true,
    texts: [],
    notices: [],
  };
}

/** The tenant's language, where it is among them; else the first. */
export function sourceOf(texts: readonly ArchivedText[], wished: string): string {
  return (texts.find(({ language }) => language === wished) ?? texts[0]!).language;
}
