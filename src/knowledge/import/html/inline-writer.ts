import { type ChildNode, type Element, isTag, isText } from 'domhandler';
import type { ImportNoticeKind } from '@/knowledge/import/archive-articles';
import * as elements from './elements';
import { codeSpan, destination, escapeMarkdown } from './escape-markdown';
import { plainWords } from './plain-words';

const mostDepth = 30;

/** Writes what stands within a line: emphasis, code, links, pictures. */
export class InlineWriter {
  private depth = 0;

  constructor(
    private readonly note: (kind: ImportNoticeKind, node: Element, detail: string) => void,
  ) {}

  /** One paragraph; a `<br>` ends a line with a backslash. */
  write(nodes: readonly ChildNode[]): string {
    return this.pieces(nodes)
      .replace(/[ \t]*\\\n[ \t]*/g, '\\\n')
      .replace(/^(?:\\\n|\s)+|(?:\\\n|\s)+$/g, '');
  }

  private pieces(nodes: readonly ChildNode[]): string {
    if (this.depth >= mostDepth) return escapeMarkdown(plainWords(nodes));
    this.depth++;
    const text = nodes.map((node) => this.piece(node)).join('');
    this.depth--;
    return text;
  }

  private piece(node: ChildNode): string {
    if (isText(node)) return escapeMarkdown(node.data.replace(/[ \t\r\n\f]+/g, ' '));
    if (!isTag(node) || elements.quiet.has(node.name)) return '';
    if (elements.lost.has(node.name)) return this.lost(node);
    if (elements.code.has(node.name)) return around(plainWords(node.children), codeSpan);
    const mark = elements.emphasis[node.name];
    if (mark) return around(this.pieces(node.children), (text) => `${mark}${text}${mark}`);
    switch (node.name) {
      case 'br':
        return '\\\n';
      case 'img':
        return image(node);
      case 'a':
        return this.link(node);
      case 'q':
        return `“${this.pieces(node.children)}”`;
      default:
        // A block within a line (in a cell of a table) stands apart from its neighbours.
        return elements.blocks.has(node.name)
          ? ` ${this.pieces(node.children)} `
          : this.pieces(node.children);
    }
  }

  private link(node: Element): string {
    const address = destination(node.attribs.href ?? '');
    const text = this.pieces(node.children);
    if (!address) return text;
    return around(text, (words) => `[${words}](${address})`);
  }

  /** What it would have shown stays a link where it is on the web. */
  private lost(node: Element): string {
    const address = node.attribs.src ?? node.attribs.data ?? sourceIn(node);
    if (elements.linked.has(node.name) && /^https?:\/\//i.test(address)) {
      this.note('elementLinked', node, `<${node.name}> ${address}`);
      return `[${escapeMarkdown(node.attribs.title ?? address)}](${destination(address)})`;
    }
    this.note('elementLost', node, `<${node.name}> ${plainWords(node.children)}`);
    return '';
  }
}

function image({ attribs }: Element): string {
  const address = destination(attribs.src ?? attribs['data-src'] ?? '');
  const text = escapeMarkdown((attribs.alt ?? '').replace(/\s+/g, ' ').trim());
  return address ? `![${text}](${address})` : text;
}

function sourceIn(node: Element): string {
  const source = node.children.find((child) => isTag(child) && child.name === 'source');
  return source && isTag(source) ? (source.attribs.src ?? '') : '';
}

/** Marks stand close to the words, the room around them outside; around nothing they mean nothing. */
function around(text: string, mark: (text: string) => string): string {
  const words = text.trim();
  if (!words) return text && ' ';
  const before = /^\s/.test(text) ? ' ' : '';
  const after = /\s$/.test(text) ? ' ' : '';
  return `${before}${mark(words)}${after}`;
}
