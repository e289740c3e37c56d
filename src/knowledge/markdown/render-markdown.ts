import type { Token, Tokens } from 'marked';
import { type CalloutKind, calloutOf } from './callout';
import { escapeHtml, escapeText } from './escape-html';
import type { SafeHtml } from './safe-html';
import { safeImage, safeLink } from './safe-link';
import { takeApart } from './take-apart';

export interface Heading {
  id: string;
  /** 2 or 3. */
  level: number;
  text: string;
}

export interface RenderedArticle {
  html: SafeHtml;
  /** What the contents list. */
  headings: Heading[];
}

/**
 * Markdown as HTML that is safe to show. It is an allow-list: the parser only takes the text apart,
 * each piece that is known here becomes elements of ours, and all others (raw HTML too) are shown
 * as the text they are. `callouts` names the boxes in the language of the article. Pure.
 */
export function renderMarkdown(
  markdown: string,
  callouts: Record<CalloutKind, string>,
): RenderedArticle {
  const renderer = new Renderer(callouts);
  const html = renderer.blocks(takeApart(markdown));
  return { html: html as SafeHtml, headings: renderer.headings };
}

class Renderer {
  readonly headings: Heading[] = [];
  private readonly ids = new Map<string, number>();
  private depth = 0;

  constructor(private readonly callouts: Record<CalloutKind, string>) {}

  blocks(tokens: readonly Token[]): string {
    if (this.depth > mostDepth) return escapeText(tokens.map(({ raw }) => raw).join(''));
    this.depth++;
    const html = tokens.map((token) => this.block(token as Tokens.Generic)).join('');
    this.depth--;
    return html;
  }

  private block(token: Tokens.Generic): string {
    switch (token.type) {
      case 'space':
      case 'def':
        return '';
      case 'heading':
        return this.heading(token as Tokens.Heading);
      case 'paragraph':
        return `<p>${this.inlines(token.tokens)}</p>`;
      case 'text':
        return token.tokens ? this.inlines(token.tokens) : escapeText(token.text);
      case 'code':
        return codeBlock(token as Tokens.Code);
      case 'blockquote':
        return this.quotation(token as Tokens.Blockquote);
      case 'list':
        return this.list(token as Tokens.List);
      case 'table':
        return this.table(token as Tokens.Table);
      case 'hr':
        return '<hr>';
      case 'checkbox':
        return token.checked ? '☑ ' : '☐ ';
      default:
        return `<p>${this.inline(token)}</p>`;
    }
  }

  /** The title of the page is the one of the first level, so `#` and `##` are both the second. */
  private heading({ depth, tokens, text }: Tokens.Heading): string {
    const level = Math.max(2, depth);
    const plain = plainText(tokens) || text;
    const id = this.idOf(plain);
    if (level <= 3) this.headings.push({ id, level, text: plain });
    return `<h${level} id="${escapeHtml(id)}">${this.inlines(tokens)}</h${level}>`;
  }

  private idOf(text: string): string {
    const words =
      text
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? [];
    const stem = `s-${words.join('-').slice(0, 60) || 'section'}`;
    const count = (this.ids.get(stem) ?? 0) + 1;
    this.ids.set(stem, count);
    return count === 1 ? stem : `${stem}-${count}`;
  }

  private quotation({ text, tokens }: Tokens.Blockquote): string {
    const callout = calloutOf(text);
    if (!callout) return `<blockquote>${this.blocks(tokens)}</blockquote>`;
    const { kind, rest } = callout;
    const title = escapeHtml(this.callouts[kind]);
    const inside = this.blocks(takeApart(rest));
    return `<div class="callout callout-${kind}" role="note"><p class="callout-title">${title}</p>${inside}</div>`;
  }

  private list({ ordered, start, items }: Tokens.List): string {
    const lines = items.map((item) => `<li>${this.blocks(item.tokens)}</li>`).join('');
    if (!ordered) return `<ul>${lines}</ul>`;
    const first = Number(start);
    return `<ol${first > 1 ? ` start="${first}"` : ''}>${lines}</ol>`;
  }

  private table({ header, rows }: Tokens.Table): string {
    const row = (cells: Tokens.TableCell[], name: 'th' | 'td') =>
      `<tr>${cells.map((cell) => this.cell(cell, name)).join('')}</tr>`;
    const body = rows.map((cells) => row(cells, 'td')).join('');
    return `<div class="table-scroll" tabindex="0"><table><thead>${row(header, 'th')}</thead><tbody>${body}</tbody></table></div>`;
  }

  private cell({ tokens, align }: Tokens.TableCell, name: 'th' | 'td'): string {
    const scope = name === 'th' ? ' scope="col"' : '';
    const where = align === 'right' || align === 'center' ? ` class="cell-${align}"` : '';
    return `<${name}${scope}${where}>${this.inlines(tokens)}</${name}>`;
  }

  private inlines(tokens: readonly Token[] | undefined): string {
    if (!tokens) return '';
    if (this.depth > mostDepth) return escapeText(tokens.map(({ raw }) => raw).join(''));
    this.depth++;
    const html = tokens.map((token) => this.inline(token as Tokens.Generic)).join('');
    this.depth--;
    return html;
  }

  private inline(token: Tokens.Generic): string {
    switch (token.type) {
      case 'strong':
        return `<strong>${this.inlines(token.tokens)}</strong>`;
      case 'em':
        return `<em>${this.inlines(token.tokens)}</em>`;
      case 'del':
        return `<del>${this.inlines(token.tokens)}</del>`;
      case 'codespan':
        return `<code>${escapeHtml(token.text)}</code>`;
      case 'br':
        return '<br>';
      case 'link':
        return this.link(token as Tokens.Link);
      case 'image':
        return image(token as Tokens.Image);
      case 'text':
        return token.tokens ? this.inlines(token.tokens) : escapeText(token.text);
      case 'escape':
        return escapeHtml(token.text);
      case 'checkbox':
        return token.checked ? '☑ ' : '☐ ';
      default:
        return escapeHtml(token.raw);
    }
  }

  private link({ href, tokens }: Tokens.Link): string {
    const inside = this.inlines(tokens);
    const safe = safeLink(href);
    if (safe === undefined) return inside;
    const outside = /^https?:/i.test(safe) ? ' rel="noopener noreferrer nofollow"' : '';
    return `<a href="${escapeHtml(safe)}"${outside}>${inside}</a>`;
  }
}

/** Quotations in quotations and the like: no article needs more, and no stack holds a million. */
const mostDepth = 24;

function codeBlock({ text, lang }: Tokens.Code): string {
  const language = /^[\w+#-]{1,30}/.exec(lang ?? '')?.[0];
  const named = language ? ` data-language="${escapeHtml(language)}"` : '';
  return `<pre tabindex="0"${named}><code>${escapeHtml(text)}</code></pre>`;
}

function image({ href, text }: Tokens.Image): string {
  const safe = safeImage(href);
  if (safe === undefined) return escapeText(text);
  return `<img src="${safe}" alt="${escapeHtml(text)}" loading="lazy" decoding="async">`;
}

function plainText(tokens: readonly Token[] | undefined): string {
  return (tokens ?? [])
    .map((token) => ('tokens' in token && token.tokens ? plainText(token.tokens) : textOf(token)))
    .join('')
    .trim();
}

function textOf(token: Token): string {
  return 'text' in token && typeof token.text === 'string' ? token.text : '';
}
