import { type ChildNode, type Element, isTag } from 'domhandler';
import { type ImportNotice, notice } from '@/knowledge/import/archive-articles';
import { calloutClass } from './callout-class';
import * as elements from './elements';
import { codeBlock, escapeLines, escapeMarkdown } from './escape-markdown';
import { InlineWriter } from './inline-writer';
import { plainWords, rawText } from './plain-words';
import { tableRows } from './table-rows';

/** Boxes in boxes: what stands deeper is written as its words. */
const mostDepth = 60;
/** Of one page; who reads so many has understood. */
const mostNotices = 100;

/** Writes a tree of HTML as Markdown, block by block. */
export class HtmlWriter {
  readonly notices: ImportNotice[] = [];
  firstHeading = '';
  private depth = 0;
  private seen = { at: 0, line: 1 };
  private readonly inline = new InlineWriter((kind, node, detail) => this.note(kind, node, detail));

  constructor(private readonly html: string) {}

  write(nodes: readonly ChildNode[]): string {
    return this.blocks(nodes).join('\n\n');
  }

  /** They come nearly in the order of the page, so lines are counted on from the last one. */
  private note(kind: ImportNotice['kind'], node: Element, detail: string): void {
    const at = node.startIndex ?? 0;
    if (at < this.seen.at) this.seen = { at: 0, line: 1 };
    const line = this.seen.line + this.html.slice(this.seen.at, at).split('\n').length - 1;
    this.seen = { at, line };
    if (this.notices.length < mostNotices) this.notices.push(notice(kind, detail, line));
  }

  /** What stands in a row without a block of its own becomes a paragraph. */
  private blocks(nodes: readonly ChildNode[]): string[] {
    if (this.depth >= mostDepth) return [escapeLines(escapeMarkdown(plainWords(nodes)))];
    this.depth++;
    const done: string[] = [];
    let row: ChildNode[] = [];
    const endRow = () => {
      const text = escapeLines(this.inline.write(row));
      if (text) done.push(text);
      row = [];
    };
    for (const node of nodes) {
      if (!isTag(node)) row.push(node);
      else if (!this.isBlock(node)) row.push(node);
      else {
        endRow();
        done.push(...this.block(node));
      }
    }
    endRow();
    this.depth--;
    return done;
  }

  /** Also a link or a bold text around blocks: they are what it shows. */
  private isBlock(node: Element, depth = 0): boolean {
    if (elements.blocks.has(node.name)) return true;
    if (depth > 8 || elements.lost.has(node.name)) return false;
    return node.children.some((child) => isTag(child) && this.isBlock(child, depth + 1));
  }

  private block(node: Element): string[] {
    switch (node.name) {
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return this.heading(node);
      case 'hr':
        return ['---'];
      case 'pre':
        return [codeBlock(rawText(node.children), languageOf(node))];
      case 'blockquote':
        return this.quotation(node.children, '');
      case 'ul':
      case 'ol':
      case 'menu':
        return this.list(node);
      case 'table':
        return this.table(node);
      case 'summary':
      case 'dt':
      case 'legend':
        return this.blocks(node.children).map((text) =>
          text.startsWith('**') ? text : `**${text}**`,
        );
      default:
        return this.box(node);
    }
  }

  private box(node: Element): string[] {
    const { kind, isBox } = calloutClass(node);
    if (kind) return this.quotation(node.children, `[!${kind.toUpperCase()}]`);
    if (!isBox) return this.blocks(node.children);
    this.note('calloutLost', node, node.attribs.class ?? node.name);
    return this.quotation(node.children, '');
  }

  private heading(node: Element): string[] {
    const text = this.inline.write(node.children).replace(/\\?\n/g, ' ');
    if (!text) return [];
    if (node.name === 'h1') this.firstHeading ||= plainWords(node.children);
    return [`${'#'.repeat(Number(node.name[1]))} ${text}`];
  }

  private quotation(nodes: readonly ChildNode[], first: string): string[] {
    const text = [first, this.write(nodes)].filter(Boolean).join('\n');
    return text === first ? [] : [indent(text, '> ', '> ')];
  }

  private list(node: Element): string[] {
    const items = node.children.filter(isTag);
    const start = Number.parseInt(node.attribs.start ?? '1', 10);
    const from = Number.isSafeInteger(start) && start >= 0 && start < 1_000_000 ? start : 1;
    const written = items
      .map((item) => this.blocks(item.name === 'li' ? item.children : [item]))
      .filter((texts) => texts.length > 0);
    const isTight = written.every((texts) => texts.length === 1 || texts.slice(1).every(isList));
    const lines = written.map((texts, at) => {
      const mark = node.name === 'ol' ? `${from + at}. ` : '- ';
      return indent(texts.join(isTight ? '\n' : '\n\n'), mark, ' '.repeat(mark.length));
    });
    return lines.length > 0 ? [lines.join(isTight ? '\n' : '\n\n')] : [];
  }

  private table(node: Element): string[] {
    const { rows, isLayout, hasMerged, headed } = tableRows(node);
    if (isLayout)
      return rows.flatMap((cells) => cells.flatMap((cell) => this.blocks(cell.children)));
    if (rows.length === 0) return [];
    if (hasMerged) this.note('cellsMerged', node, plainWords(rows[0] ?? []));
    const width = Math.max(...rows.map((cells) => cells.length));
    const line = (cells: string[]) =>
      `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`;
    const texts = rows.map((cells) => cells.map((cell) => this.cell(cell)));
    const [head = [], ...body] = headed ? texts : [[], ...texts];
    const rule = line(Array.from({ length: width }, () => '---'));
    return [[line(head), rule, ...body.map(line)].join('\n')];
  }

  /** On one line: Markdown knows no more in a table. */
  private cell(node: Element): string {
    const text = this.inline.write(node.children);
    return text.replace(/\\?\n/g, ' ').replace(/(?<!\\)\|/g, '\\|');
  }
}

const isList = (text: string) => /^(- |\d+\. )/.test(text);

function indent(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, at) => (at === 0 ? first : line || others.trim() ? others : '') + line)
    .map((line) => line.trimEnd())
    .join('\n');
}

/** `<pre class="language-sh">`, or on the `<code>` in it. */
function languageOf(node: Element): string {
  const inside = node.children.find((child): child is Element => isTag(child));
  const classes = `${node.attribs.class ?? ''} ${inside?.attribs.class ?? ''}`;
  return /\b(?:language|lang|highlight-source)-([\w+#-]{1,30})/.exec(classes)?.[1] ?? '';
}
