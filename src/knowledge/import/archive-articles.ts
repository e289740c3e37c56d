import type { ArticleAudience } from '@/knowledge/article';

/** Where articles come from: a folder of files, our own export, or the export of another desk. */
export const importSources = ['files', 'servicedesk', 'zendesk', 'freshdesk'] as const;
export type ImportSource = (typeof importSources)[number];

/** What an import leaves behind or does otherwise, said beside the article. */
export const importNotices = [
  'audienceClosed',
  'calloutLost',
  'cellsMerged',
  'companyUnknown',
  'elementLinked',
  'elementLost',
  'fieldIgnored',
  'fileLeftBehind',
  'frontMatterBroken',
  'htmlShown',
  'imageElsewhere',
  'imageForbidden',
  'imageMissing',
  'linkBroken',
  'slugTaken',
  'tagsIgnored',
  'titleCut',
  'tooIntricate',
  'tooManyLevels',
] as const;
export type ImportNoticeKind = (typeof importNotices)[number];

export interface ImportNotice {
  kind: ImportNoticeKind;
  /** Of the file; null where there are no lines, or where HTML became Markdown before. */
  line: number | null;
  /** What it is about: an address, a name of an element. At most 200 characters. */
  detail: string;
  /** The file that the line is of. */
  path?: string;
}

/** Why something in the file becomes no article. */
export const skipReasons = [
  'empty',
  'fileUnused',
  'languageTwice',
  'languageUnknown',
  'link',
  'noText',
  'textTooLong',
  'tooLarge',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What an article says in one language, as it stands in the file. */
export interface ArchivedText {
  language: string;
  title: string;
  /** Markdown whose links and pictures are still those of where it comes from. */
  body: string;
  /** The slug that it wants; else one is made of the title. */
  slug?: string;
  /** The file that it stands in: links are relative to it. */
  path: string;
  isOutdated?: boolean;
}

export interface ArchivedArticle {
  /** An id or a path that is the same in the next export. */
  key: string;
  sourceLanguage: string;
  /** From the top of the tree down; each language → name. */
  categories: Record<string, string>[];
  audience: ArticleAudience;
  /** Names of companies, for `companies`. */
  companies: string[];
  wasPublished: boolean;
  reviewAt?: string;
  texts: ArchivedText[];
  /** What was being written while readers saw the texts; one a language. */
  drafts?: ArchivedText[];
  notices: ImportNotice[];
}

/** A file of articles, read. */
export interface ArchivedKnowledge {
  source: ImportSource;
  articles: ArchivedArticle[];
  skipped: { path: string; reason: SkipReason }[];
  /** Categories in their order, also those without an article; each a path as above. */
  categories: Record<string, string>[][];
  /** The article that a link to the other desk leads to, by its key. */
  keyOfAddress?: (address: string) => string | undefined;
}

/** A notice about a line, with what it is about cut to a length that fits beside it. */
export function notice(
  kind: ImportNoticeKind,
  detail: string,
  line: number | null = null,
): ImportNotice {
  const flat = detail
    .slice(0, 1_000)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return { kind, line, detail: flat.length > 200 ? `${flat.slice(0, 199)}…` : flat };
}
