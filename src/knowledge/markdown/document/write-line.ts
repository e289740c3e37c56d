import { takeApartLine } from '@/knowledge/markdown/take-apart';
import { type DocumentNode, sameMark, sameMarks, type TextMark } from './document';
import { readLine, tidyLine } from './read-line';

interface Manner {
  /** The mark of italics. */
  italic: '*' | '_';
  /** Letters beside marks are written as numbers, so that no word runs into a mark. */
  isCareful: boolean;
}

/** The plainest first. */
const manners: Manner[] = [
  { italic: '*', isCareful: false },
  { italic: '_', isCareful: false },
  { italic: '*', isCareful: true },
  { italic: '_', isCareful: true },
];

/**
 * A line or paragraph of the editor as Markdown: the plainest that reads back as the same. Where
 * Markdown has no way to say it (bold that ends in a bracket, and struck text right after it),
 * the words are kept and their emphasis goes. Breaks are a backslash at the end of a line. Pure.
 */
export function writeLine(line: readonly DocumentNode[]): string {
  const tidy = tidyLine(line);
  return faithful(tidy) ?? faithful(tidyLine(tidy.map(unstressed))) ?? write(tidy, manners[0]!);
}

function faithful(line: readonly DocumentNode[]): string | undefined {
  for (const manner of manners) {
    const markdown = write(line, manner);
    if (readsAs(markdown, line)) return markdown;
  }
  return undefined;
}

function unstressed({ marks = [], ...piece }: DocumentNode): DocumentNode {
  const rest = marks.filter(({ type }) => type === 'link' || type === 'code');
  return rest.length > 0 ? { ...piece, marks: rest } : piece;
}

function readsAs(markdown: string, line: readonly DocumentNode[]): boolean {
  try {
    const back = readLine(takeApartLine(markdown));
    return (
      back.length === line.length &&
      back.every((piece, at) => {
        const one = line[at]!;
        if (piece.type !== one.type || piece.text !== one.text) return false;
        return sameMarks(piece.marks, one.marks) && sameImage(piece, one);
      })
    );
  } catch {
    return false;
  }
}

const sameImage = (a: DocumentNode, b: DocumentNode) =>
  a.attrs?.src === b.attrs?.src && a.attrs?.alt === b.attrs?.alt;

function write(line: readonly DocumentNode[], manner: Manner): string {
  const open: TextMark[] = [];
  let markdown = '';
  line.forEach((piece, at) => {
    const wanted = piece.type === 'hardBreak' ? [] : (piece.marks ?? []).filter(isAround);
    const stays = open.findIndex((mark) => !wanted.some((one) => sameMark(one, mark)));
    if (stays >= 0) markdown += open.splice(stays).reverse().map(closing(manner)).join('');
    const fresh = wanted.filter((mark) => !open.some((one) => sameMark(one, mark)));
    for (const mark of fresh.sort((a, b) => reach(line, at, b) - reach(line, at, a))) {
      markdown += opening(manner)(mark);
      open.push(mark);
    }
    markdown += pieceOf(piece, line, at, manner);
  });
  return markdown + open.reverse().map(closing(manner)).join('');
}

/** Code is a piece of its own, the others stand around pieces. */
const isAround = ({ type }: TextMark) => type !== 'code';

/** Over how many pieces a mark goes on: what goes on longest is opened first. */
function reach(line: readonly DocumentNode[], from: number, mark: TextMark): number {
  const rest = line.slice(from);
  const end = rest.findIndex(({ marks }) => !marks?.some((one) => sameMark(one, mark)));
  return end < 0 ? rest.length : end;
}

const signs = ({ italic }: Manner) => ({ bold: '**', italic, strike: '~~', code: '' });

const opening =
  (manner: Manner) =>
  ({ type }: TextMark) =>
    type === 'link' ? '[' : signs(manner)[type];

const closing =
  (manner: Manner) =>
  ({ type, attrs }: TextMark) =>
    type === 'link' ? `](${target(attrs!.href, attrs!.title)})` : signs(manner)[type];

function pieceOf(
  piece: DocumentNode,
  line: readonly DocumentNode[],
  at: number,
  { isCareful }: Manner,
): string {
  if (piece.type === 'hardBreak') return '\\\n';
  if (piece.type === 'image') {
    const { src, alt, title } = piece.attrs!;
    const name = String(alt ?? '').replace(/[[\]]/g, '\\$&');
    return `![${name}](${target(src, title)})`;
  }
  const isLink = piece.marks?.some(({ type }) => type === 'link') ?? false;
  if (piece.marks?.some(({ type }) => type === 'code')) return code(piece.text!);
  if (!isCareful) return escaped(piece.text!, isLink);
  const letters = [...piece.text!];
  const atStart = at > 0 && isLetter.test(letters[0]!);
  const atEnd = at < line.length - 1 && isLetter.test(letters.at(-1)!);
  const first = atStart ? numbered(letters.shift()!) : '';
  const last = atEnd && letters.length > 0 ? numbered(letters.pop()!) : '';
  return first + escaped(letters.join(''), isLink) + last;
}

/** Pictures too: the parser takes half of one for a letter. */
const isLetter = /[\p{L}\p{N}]|[^\s\p{ASCII}]/u;

const numbered = (letter: string) => `&#${letter.codePointAt(0)};`;

/** What would be a mark, a link or a character reference is text after a backslash. */
function escaped(text: string, isLink: boolean): string {
  const plain = text
    .replace(
      /(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}])|[\\`*_~[]|<(?=[A-Za-z/!?]|$)|!(?=\[|$)|&(?=#?\w+;)/gu,
      (mark, at) =>
        mark === '_' &&
        /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') &&
        /[\p{L}\p{N}]/u.test(text[at + 1] ?? '')
          ? mark
          : `\\${mark}`,
    )
    .replace(/^[^\S \t\n]|[^\S \t\n]$/g, (space) =>
      space === '\u00a0' ? '&nbsp;' : numbered(space),
    );
  if (isLink) return plain.replace(/\\\[/g, '&#91;').replace(/\]/g, '&#93;');
  return plain
    .replace(/(https?|ftp):(?=\/\/)/gi, '$1\\:')
    .replace(/www\.(?=\S)/gi, (mark) => `${mark.slice(0, -1)}\\.`)
    .replace(/(?<=[\w.+-])@(?=[\w-])/g, '\\@');
}

/** Between more backticks than it holds. */
function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map(({ length }) => length)));
  const isEdgy = /^`|`$|^ .* $/.test(text);
  return isEdgy ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

function target(address: unknown, title: unknown): string {
  const href = String(address ?? '');
  const isPlain = href !== '' && !/[\s()<>\\]/.test(href);
  const where = isPlain ? href : `<${href.replace(/[\r\n\t]/g, '%20').replace(/[<>\\]/g, '\\$&')}>`;
  return title ? `${where} "${String(title).replace(/["\\]/g, '\\$&')}"` : where;
}
