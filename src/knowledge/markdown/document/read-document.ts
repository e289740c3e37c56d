import type { Token, Tokens } from 'marked';
import { calloutOf } from '@/knowledge/markdown/callout';
import { takeApart } from '@/knowledge/markdown/take-apart';
import type { DocumentNode } from './document';
import { readLine, Unheld } from './read-line';

/**
 * Markdown as the editor holds it, from the same pieces that the renderer makes HTML of. Throws
 * `Unheld` where it holds something that the editor has no place for. Pure.
 */
export function readDocument(markdown: string): DocumentNode {
  return { type: 'doc', content: filled(blocks(takeApart(markdown))) };
}

function blocks(tokens: readonly Token[]): DocumentNode[] {
  return tokens.flatMap((token) => block(token as Tokens.Generic));
}

function block(token: Tokens.Generic): DocumentNode[] {
  switch (token.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return [];
    case 'heading':
      return [heading(token as Tokens.Heading)];
    case 'paragraph':
    case 'text':
      return [{ type: 'paragraph', content: readLine(token.tokens ?? [token as Token]) }];
    case 'code':
      return [codeBlock(token as Tokens.Code)];
    case 'blockquote':
      return [quotation(token as Tokens.Blockquote)];
    case 'list':
      return [list(token as Tokens.List)];
    case 'table':
      return [table(token as Tokens.Table)];
    case 'hr':
      return [{ type: 'horizontalRule' }];
    default:
      return [{ type: 'paragraph', content: readLine([token]) }];
  }
}

function heading({ depth, tokens }: Tokens.Heading): DocumentNode {
  const level = Math.max(2, depth);
  return { type: 'heading', attrs: { level }, content: unbroken(readLine(tokens)) };
}

function codeBlock({ text, raw, lang }: Tokens.Code): DocumentNode {
  if (text === raw) throw new Unheld('too intricate to be taken apart');
  const content = text ? [{ type: 'text', text }] : [];
  return { type: 'codeBlock', attrs: { language: lang || null }, content };
}

function quotation({ text, tokens }: Tokens.Blockquote): DocumentNode {
  const callout = calloutOf(text);
  if (!callout) return { type: 'blockquote', content: filled(blocks(tokens)) };
  const { kind, rest } = callout;
  return { type: 'callout', attrs: { kind }, content: filled(blocks(takeApart(rest))) };
}

function list({ ordered, start, loose, items }: Tokens.List): DocumentNode {
  const content = items.map(({ task, checked, tokens }) => {
    const inside = blocks(tokens);
    if (inside[0]?.type !== 'paragraph') inside.unshift({ type: 'paragraph', content: [] });
    return {
      type: 'listItem',
      attrs: { checked: task ? checked === true : null },
      content: inside,
    };
  });
  const attrs = { tight: !loose, ...(ordered && { start: Number(start) > 1 ? Number(start) : 1 }) };
  return { type: ordered ? 'orderedList' : 'bulletList', attrs, content };
}

function table({ header, rows }: Tokens.Table): DocumentNode {
  const row = (cells: Tokens.TableCell[], type: string): DocumentNode => ({
    type: 'tableRow',
    content: cells.map(({ align, tokens }) => ({
      type,
      attrs: { align: align === 'right' || align === 'center' ? align : null },
      content: unbroken(readLine(tokens)),
    })),
  });
  const content = [row(header, 'tableHeader'), ...rows.map((cells) => row(cells, 'tableCell'))];
  return { type: 'table', content };
}

/** Headings and cells are one line each. */
function unbroken(line: DocumentNode[]): DocumentNode[] {
  if (line.some(({ type }) => type === 'hardBreak')) throw new Unheld('a break in a single line');
  return line;
}

/** There is always a place to write at. */
function filled(content: DocumentNode[]): DocumentNode[] {
  return content.length > 0 ? content : [{ type: 'paragraph', content: [] }];
}
