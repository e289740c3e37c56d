import { type ChildNode, type Element, isTag } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { type ImportNotice, notice } from '@/knowledge/import/archive-articles';
import { escapeMarkdown } from './escape-markdown';
import { HtmlWriter } from './html-writer';
import { isDeep } from './is-deep';
import { plainWords } from './plain-words';

export interface ConvertedHtml {
  /** Links and pictures lead where they led. */
  markdown: string;
  title: string;
  /** Of its first heading, if that is of the first level. */
  heading: string;
  language: string;
  notices: ImportNotice[];
}

/**
 * A page or a piece of HTML as Markdown: headings, paragraphs, lists, tables, code, quotations,
 * callouts, links and pictures. What articles have no place for is named with its line. Nothing of
 * it runs or is fetched; our own renderer shows the Markdown. Pure.
 */
export function convertHtml(html: string): ConvertedHtml {
  if (isDeep(html)) return withoutElements(html);
  const document = parseDocument(html, { withStartIndices: true });
  const top = find(document.children, 'html');
  const head = find(top?.children ?? document.children, 'head') ?? top;
  const title = find(head?.children ?? document.children, 'title');
  const body = find(top?.children ?? document.children, 'body');
  const main = onlyMain(body?.children ?? top?.children ?? document.children);
  const writer = new HtmlWriter(html);
  const markdown = writer.write(main);
  return {
    markdown,
    title: title ? plainWords([title]) : '',
    heading: writer.firstHeading,
    language: top?.attribs.lang ?? '',
    notices: writer.notices,
  };
}

/** Its words alone. */
function withoutElements(html: string): ConvertedHtml {
  const words = html.replace(/<[^<>]*>/g, ' ').replace(/[^\S\n]+/g, ' ');
  const notices = [notice('elementLost', html, 1)];
  return { markdown: escapeMarkdown(words).trim(), title: '', heading: '', language: '', notices };
}

/** Of a whole page what it is about, without what stands around it. */
function onlyMain(nodes: ChildNode[]): ChildNode[] {
  let level = nodes;
  for (let depth = 0; depth < 6; depth++) {
    const main = find(level, 'main') ?? find(level, 'article');
    if (main) return main.children;
    const only = level.filter((node) => isTag(node) && !['script', 'style'].includes(node.name));
    const [one] = only;
    if (only.length !== 1 || !one || !isTag(one) || one.name !== 'div') break;
    level = one.children;
  }
  return nodes;
}

function find(nodes: readonly ChildNode[], name: string): Element | undefined {
  return nodes.find((node): node is Element => isTag(node) && node.name === name);
}
