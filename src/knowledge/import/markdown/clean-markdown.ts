import { type ImportNotice, notice } from '@/knowledge/import/archive-articles';
import { convertHtml } from '@/knowledge/import/html/convert-html';
import { isIntricate, takeApart } from '@/knowledge/markdown/take-apart';
import { fencedCallouts } from './fenced-callouts';
import { outsideCode } from './outside-code';

/** Of one text; who reads so many has understood. */
const mostNotices = 100;

/**
 * Markdown as our renderer reads it: HTML that people write into it becomes Markdown where it can,
 * comments go, and what would be shown as it was typed is named with its line. Pure.
 */
export function cleanMarkdown(markdown: string): { body: string; notices: ImportNotice[] } {
  if (isIntricate(markdown)) return { body: markdown, notices: [notice('tooIntricate', '')] };
  const notices: ImportNotice[] = [];
  const body = outsideCode(fencedCallouts(withoutBlocks(markdown, notices)), (text, line) => {
    for (const found of text.matchAll(/^(?::{3,}|!!!|\?\?\?)[ \t]*\w.*$/gm)) {
      if (notices.length >= mostNotices) break;
      notices.push(notice('calloutLost', found[0], lineOf(text, found.index) + line));
    }
    return withoutTags(text, line, notices);
  });
  notices.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { body: body.replace(/\n{3,}/g, '\n\n').trim(), notices };
}

/** HTML that is a block of its own is converted whole. */
function withoutBlocks(markdown: string, notices: ImportNotice[]): string {
  const tokens = takeApart(markdown);
  if (tokens.map(({ raw }) => raw).join('') !== markdown) return markdown;
  let line = 0;
  return tokens
    .map(({ type, raw }) => {
      const at = line;
      line += raw.split('\n').length - 1;
      if (type !== 'html') return raw;
      const converted = convertHtml(raw);
      for (const one of converted.notices) notices.push({ ...one, line: (one.line ?? 1) + at });
      const box = /class="?[^">]{0,200}\b(admonition|callout|alert)\b/.exec(raw);
      if (box && !converted.markdown) notices.push(notice('calloutLost', raw, at + 1));
      return converted.markdown ? `${converted.markdown}\n\n` : '\n';
    })
    .join('');
}

const marks: Record<string, string> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  del: '~~',
  s: '~~',
  code: '`',
  kbd: '`',
};
const silent =
  /^(a|abbr|center|details|div|font|ins|mark|p|small|span|sub|summary|sup|u|picture|source)$/;

/** Single tags within a line. A mark stays one; what only looks otherwise leaves its words. */
function withoutTags(text: string, line: number, notices: ImportNotice[]): string {
  const linked = withoutComments(text).replace(
    /<a\s[^<>]{1,2000}>[^<>]{0,2000}<\/a>|<img\s[^<>]{1,2000}>/gi,
    (tag) => convertHtml(tag).markdown.trim(),
  );
  return linked.replace(
    /(?<!\\)<\/?([A-Za-z][A-Za-z0-9-]{0,40})(?:\s[^<>]{0,2000})?\/?>/g,
    (tag, given, at) => {
      const name = String(given).toLowerCase();
      if (name === 'br') return isInTable(linked, at) ? ' ' : '\\\n';
      if (marks[name]) return marks[name];
      if (silent.test(name)) return '';
      if (!tag.startsWith('</') && notices.length < mostNotices)
        notices.push(notice('htmlShown', tag, lineOf(linked, at) + line));
      return tag;
    },
  );
}

function withoutComments(text: string): string {
  const pieces = text.split('<!--');
  return pieces
    .map((piece, at) => {
      if (at === 0) return piece;
      const end = piece.indexOf('-->');
      return end < 0 ? `<!--${piece}` : piece.slice(end + 3);
    })
    .join('');
}

/** A break would end the row. */
function isInTable(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at) + 1;
  return /^\s*\|/.test(text.slice(start, at));
}

/** From 1. */
function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
