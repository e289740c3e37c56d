import 'server-only';
import { setImmediate as others } from 'node:timers/promises';
import type { ToldProgress } from '@/people/judge-lines';
import type { Archive } from './archive';
import {
  type ArchivedArticle,
  type ArchivedKnowledge,
  type ImportNotice,
  type ImportSource,
  notice,
  type SkipReason,
} from './archive-articles';
import { isPictureOfArticles, picturesIn } from './archived-images';
import { isHtml, isLeftover, isMarkdown } from './file-names';
import type { ImportFacts } from './import-facts';
import { importedBody } from './imported-body';
import type { KnownArticle } from './known-articles';
import { manifestName } from './own-format';
import { fittingPath, namesAdded } from './place-categories';
import { readersOf } from './readers-of';
import { addressResolver, placeOf } from './resolve-address';

/** What becomes of an article of the file. */
export interface ArticleLine {
  key: string;
  title: string;
  languages: string[];
  /** From the top of the tree down. */
  categories: string[];
  becomes: 'created' | 'updated' | 'stays';
  notices: ImportNotice[];
}

export interface PlannedArticles {
  source: ImportSource;
  lines: ArticleLine[];
  /** What becomes no article, and why. */
  skipped: { path: string; reason: SkipReason }[];
  creates: number;
  updates: number;
  /** There already, and more than a draft: they are left as they are. */
  stays: number;
  images: number;
  newCategories: string[];
}

interface Judged {
  archive: Archive;
  knowledge: ArchivedKnowledge;
  /** What the tenant has already. */
  facts: ImportFacts;
  told?: ToldProgress;
}

/** Says of each article of an archive what an import would do now. */
export async function judgeArticles({
  archive,
  knowledge,
  facts,
  told,
}: Judged): Promise<PlannedArticles> {
  const { articles, source, categories } = knowledge;
  const { known, slugs, companies, branches } = facts;
  const resolve = addressResolver(archive, knowledge);
  const pictures = new Map<string, boolean>();
  const lines: ArticleLine[] = [];
  for (const article of articles) {
    for (const path of picturesIn(article.texts, resolve)) {
      if (!pictures.has(path)) pictures.set(path, await isPictureOfArticles(archive, path));
    }
    const leading = {
      resolve,
      slugOf: (place: string) => slugs[place],
      imageOf: (path: string) =>
        pictures.get(path) ? { address: path } : ('imageForbidden' as const),
    };
    const line = lineOf(article, known.get(article.key));
    line.notices.push(
      ...readersOf(article, companies).notices,
      ...article.texts.flatMap((text) => importedBody(text, leading).notices),
      ...otherSlugs(article, slugs),
    );
    lines.push(line);
    if (lines.length % 20 === 0) await told?.(lines.length, articles.length);
    await others();
  }
  const count = (becomes: ArticleLine['becomes']) =>
    lines.filter((line) => line.becomes === becomes).length;
  return {
    source,
    lines,
    skipped: [...knowledge.skipped, ...unusedIn(archive, knowledge, pictures)],
    creates: count('created'),
    updates: count('updated'),
    stays: count('stays'),
    images: [...pictures.values()].filter(Boolean).length,
    newCategories: namesAdded(branches, [
      ...categories,
      ...articles.map((article) => article.categories),
    ]),
  };
}

function lineOf(article: ArchivedArticle, known: KnownArticle | undefined): ArticleLine {
  const { key, texts, sourceLanguage, categories, notices } = article;
  const names = fittingPath(categories).map((one) => one[sourceLanguage] ?? Object.values(one)[0]!);
  return {
    key,
    title: texts.find(({ language }) => language === sourceLanguage)?.title ?? '',
    languages: texts
      .map(({ language }) => language)
      .sort((a, b) => Number(b === sourceLanguage) - Number(a === sourceLanguage)),
    categories: names,
    becomes: !known ? 'created' : known.state === 'draft' ? 'updated' : 'stays',
    notices:
      names.length < categories.length
        ? [
            ...notices,
            notice('tooManyLevels', categories.map((one) => Object.values(one)[0]).join(' / ')),
          ]
        : [...notices],
  };
}

/** A slug that a file asked for and somebody else has. */
function otherSlugs(
  { key, texts }: ArchivedArticle,
  slugs: Record<string, string>,
): ImportNotice[] {
  return texts.flatMap(({ slug, language, path }) => {
    const given = slugs[placeOf(key, language)];
    return slug && given !== slug ? [{ ...notice('slugTaken', `${slug} → ${given}`), path }] : [];
  });
}

/** Files that nothing in the archive asks for. */
function unusedIn(
  archive: Archive,
  { source }: ArchivedKnowledge,
  pictures: ReadonlyMap<string, boolean>,
): PlannedArticles['skipped'] {
  const isRead = (path: string) =>
    isMarkdown(path) ||
    isHtml(path) ||
    (source !== 'files' && /\.json$/i.test(path)) ||
    path.endsWith(manifestName);
  return [...archive.files.keys()]
    .filter((path) => !isLeftover(path) && !isRead(path) && !pictures.has(path))
    .map((path) => ({ path, reason: 'fileUnused' as const }));
}
