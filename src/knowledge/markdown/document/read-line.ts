import type { Token, Tokens } from 'marked';
import { withoutReferences } from './character-references';
import { type DocumentNode, sameMark, sameMarks, type TextMark, withMark } from './document';

/** Markdown has something that the editor has no place for. */
export class Unheld extends Error {}

const markOf = { strong: 'bold', em: 'italic', del: 'strike' } as const;

/**
 * The pieces of one line or paragraph as the editor's text, breaks and images. White space is
 * what a page shows of it: one space, and none at the ends. Throws `Unheld`. Pure.
 */
export function readLine(tokens: readonly Token[] | undefined): DocumentNode[] {
  return tidyLine(take(tokens ?? [], []));
}

function take(tokens: readonly Token[], marks: TextMark[]): DocumentNode[] {
  return tokens.flatMap((token) => takeOne(token as Tokens.Generic, marks));
}

function takeOne(token: Tokens.Generic, marks: TextMark[]): DocumentNode[] {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return take(token.tokens ?? [], withMark(marks, { type: markOf[token.type] }));
    case 'codespan':
      return words(token.text, withMark(marks, { type: 'code' }));
    case 'br':
      return [{ type: 'hardBreak' }];
    case 'link': {
      const { href, title } = token;
      return take(
        token.tokens ?? [],
        withMark(marks, { type: 'link', attrs: { href, title: title || null } }),
      );
    }
    case 'image': {
      const attrs = { src: token.href, alt: token.text, title: token.title || null };
      return [{ type: 'image', attrs, ...(marks.length > 0 && { marks }) }];
    }
    case 'text':
      return token.tokens ? take(token.tokens, marks) : words(decoded(token.text), marks);
    case 'escape':
      return words(token.text, marks);
    case 'checkbox':
      return [];
    default:
      return words(token.raw, marks);
  }
}

function decoded(text: string): string {
  const plain = withoutReferences(text);
  if (plain === undefined) throw new Unheld('an unknown character reference');
  return plain;
}

function words(text: string, marks: TextMark[]): DocumentNode[] {
  return text ? [{ type: 'text', text, ...(marks.length > 0 && { marks }) }] : [];
}

/**
 * A line as it can be kept: neighbours that are set alike are one, there is no white space twice,
 * at the ends or beside a break, no break at the end, and white space is only as bold as both of
 * its neighbours.
 */
export function tidyLine(line: readonly DocumentNode[]): DocumentNode[] {
  const pieces = line.flatMap(apart);
  const kept: DocumentNode[] = [];
  for (const [at, piece] of pieces.entries()) {
    const before = kept.at(-1);
    if (!isSpace(piece)) {
      if (piece.type === 'hardBreak' && isSpace(before)) kept.pop();
      join(kept, piece);
      continue;
    }
    if (!before || before.type === 'hardBreak' || before.text?.endsWith(' ')) continue;
    const after = pieces.slice(at).find((one) => !isSpace(one));
    if (!after || after.type === 'hardBreak') continue;
    const shared = (piece.marks ?? []).filter(
      (mark) =>
        mark.type === 'link' ||
        mark.type === 'code' ||
        [before, after].every(({ marks }) => marks?.some((one) => sameMark(one, mark))),
    );
    join(kept, { type: 'text', text: ' ', ...(shared.length > 0 && { marks: shared }) });
  }
  while (kept.at(-1)?.type === 'hardBreak') kept.pop();
  return kept;
}

/** White space at the edges of a text stands alone. */
function apart(piece: DocumentNode): DocumentNode[] {
  if (piece.type !== 'text') return [piece];
  const text = piece.text!.replace(/[ \t\n]+/g, ' ');
  const [, before, inside, after] = /^( ?)(.*?)( ?)$/s.exec(text)!;
  return [before!, inside!, after!].flatMap((part) => words(part, piece.marks ?? []));
}

function join(kept: DocumentNode[], piece: DocumentNode): void {
  const last = kept.at(-1);
  if (last?.type === 'text' && piece.type === 'text' && sameMarks(last.marks, piece.marks)) {
    kept[kept.length - 1] = { ...last, text: last.text! + piece.text! };
  } else kept.push(piece);
}

const isSpace = (piece: DocumentNode | undefined) => piece?.type === 'text' && piece.text === ' ';
