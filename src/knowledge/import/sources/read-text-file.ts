import type { Locale } from '@/i18n/locales';
import { type ArticleAudience, articleAudiences } from '@/knowledge/article';
import { type ImportNotice, notice } from '@/knowledge/import/archive-articles';
import { isHtml, languageOf, type NamedFile, titleOfName } from '@/knowledge/import/file-names';
import { mostCharacters } from '@/knowledge/import/fit-text';
import { type FrontMatter, listIn, readFrontMatter, textIn } from '@/knowledge/import/front-matter';
import { convertHtml } from '@/knowledge/import/html/convert-html';
import { cleanMarkdown } from '@/knowledge/import/markdown/clean-markdown';

export interface TextFile {
  title: string;
  body: string;
  language?: Locale | 'unknown';
  slug?: string;
  /** Names from the top of the tree; empty where the file doesn't say. */
  categories: string[];
  audience?: ArticleAudience;
  companies: string[];
  isDraft: boolean;
  reviewAt?: string;
  notices: ImportNotice[];
}

const known = new Set(
  (
    'title language lang locale category categories section slug permalink audience visibility ' +
    'companies tags labels keywords draft published state status review description date id layout'
  ).split(' '),
);

/** What a file of Markdown or HTML says, with the facts in front of it. Pure. */
export function readTextFile(path: string, text: string, named: NamedFile): TextFile {
  const front = readFrontMatter(text);
  const content = isHtml(path) ? fromHtml(front) : fromMarkdown(front);
  const fallback = titleOfName(
    /^(index|readme)$/i.test(named.stem) ? (named.folders.at(-1) ?? named.stem) : named.stem,
  );
  const title = textIn(front, 'title') || content.heading || content.title || fallback;
  const { audience, notices } = audienceIn(front);
  return {
    title,
    body: withoutTitle(content.body, title),
    language:
      languageOf(textIn(front, 'language', 'lang', 'locale')) ?? named.language ?? content.language,
    slug: textIn(front, 'slug', 'permalink').split('/').filter(Boolean).at(-1)?.slice(0, 80),
    categories: listIn(front, 'category', 'categories', 'section'),
    audience,
    companies: listIn(front, 'companies'),
    isDraft: isDraft(front),
    reviewAt: dateIn(textIn(front, 'review')),
    notices: [...front.notices, ...notices, ...ignoredIn(front), ...content.notices],
  };
}

interface Content {
  body: string;
  heading: string;
  title: string;
  language?: Locale;
  notices: ImportNotice[];
}

function fromHtml({ body, bodyLine }: FrontMatter): Content {
  const { markdown, language, notices, ...rest } = convertHtml(body);
  const said = languageOf(language);
  return {
    ...rest,
    body: markdown,
    language: said === 'unknown' ? undefined : said,
    notices: further(notices, bodyLine),
  };
}

function fromMarkdown({ body, bodyLine }: FrontMatter): Content {
  // What is too long in any case isn't looked at.
  const cleaned = body.length > mostCharacters ? { body, notices: [] } : cleanMarkdown(body);
  const heading = /^\s*#[ \t]+(.{1,500}?)[ \t#]*(?:\n|$)/.exec(cleaned.body)?.[1] ?? '';
  return {
    body: cleaned.body,
    heading: unmarked(heading),
    title: '',
    notices: further(cleaned.notices, bodyLine),
  };
}

/** Lines counted from where the file begins. */
function further(notices: ImportNotice[], bodyLine: number): ImportNotice[] {
  return notices.map((one) => ({ ...one, line: one.line && one.line + bodyLine - 1 }));
}

/** A page shows its title above the text: the same words don't stand there twice. */
function withoutTitle(body: string, title: string): string {
  const first = /^\s*#[ \t]+(.{1,500}?)[ \t#]*(?:\n|$)/.exec(body);
  return first && unmarked(first[1]!) === title ? body.slice(first[0].length).trim() : body;
}

const unmarked = (text: string) => text.replace(/\\(.)|[*_`]/g, '$1').trim();

function audienceIn(front: FrontMatter): { audience?: ArticleAudience; notices: ImportNotice[] } {
  const said = textIn(front, 'audience', 'visibility').toLowerCase();
  if (!said) return { notices: [] };
  const audience = articleAudiences.find((one) => one === said);
  if (audience) return { audience, notices: [] };
  if (said === 'public') return { audience: 'everyone', notices: [] };
  return { audience: 'technicians', notices: [notice('audienceClosed', said)] };
}

function isDraft(front: FrontMatter): boolean {
  const state = textIn(front, 'state', 'status').toLowerCase();
  return (
    textIn(front, 'draft') === 'true' ||
    textIn(front, 'published') === 'false' ||
    (state !== '' && state !== 'published')
  );
}

function dateIn(text: string): string | undefined {
  return /^[1-9]\d{3}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

/** Articles have no tags, and nothing that we have no word for. */
function ignoredIn(front: FrontMatter): ImportNotice[] {
  const tags = listIn(front, 'tags', 'labels', 'keywords');
  const others = [...front.values.keys()].filter((name) => !known.has(name));
  return [
    ...(tags.length > 0 ? [notice('tagsIgnored', tags.join(', '))] : []),
    ...others.map((name) => notice('fieldIgnored', name)),
  ];
}
