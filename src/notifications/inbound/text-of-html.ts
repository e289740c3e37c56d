import { Parser } from 'htmlparser2';
import { type QuotedLines, quotedLines } from './quoted-lines';

/** More than this is no letter. */
const longest = 2_000_000;
/** Deeper than any page, and the parser grows slow with the square of it. */
const deepest = 2_000;
const step = 16_384;

/**
 * The words of an HTML mail, in lines as a reader sees them: quotes behind `>`, list items behind
 * `-`, a link's address behind its words where they say something else. Pictures, styles and what
 * is hidden are left out, and so is whatever follows where it is nested without end.
 */
export function textOfHtml(html: string): string {
  const page: Page = {
    lines: quotedLines(),
    depth: 0,
    preformatted: 0,
    hidden: [],
    lists: [],
    link: undefined,
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open(page, name, attributes),
      ontext: (text) => write(page, text),
      onclosetag: (name) => close(page, name),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  const end = Math.min(html.length, longest);
  for (let at = 0; at < end && page.depth < deepest; at += step) {
    parser.write(html.slice(at, Math.min(at + step, end)));
  }
  if (page.depth < deepest) parser.end();
  return page.lines.text();
}

interface Page {
  lines: QuotedLines;
  /** Of open elements. */
  depth: number;
  preformatted: number;
  /** Open elements from the first hidden one on. */
  hidden: string[];
  /** What the next item of each open list is; null: no number. */
  lists: (number | null)[];
  link: { href: string; words: string } | undefined;
}

const words = (text: string) => new Set(text.split(' '));
const unseen = words('style script title template object select textarea');
const voids = words('area base br col embed hr img input link meta');
const blocks = words(
  'address article caption center dd details div dl dt fieldset figure footer form header li main section table tr',
);
const paragraphs = words('blockquote h1 h2 h3 h4 h5 h6 hr ol p pre ul');
const hidingStyle = /display\s{0,9}:\s{0,9}none|mso-hide\s{0,9}:\s{0,9}all/i;

function open(page: Page, name: string, attributes: Record<string, string>): void {
  const { lines } = page;
  page.depth++;
  const isHidden = unseen.has(name) || hidingStyle.test(attributes.style ?? '');
  if ((page.hidden.length > 0 || isHidden) && !voids.has(name)) page.hidden.push(name);
  if (page.hidden.length > 0 || isHidden) return;
  breakFor(lines, name);
  if (name === 'br') lines.newLine();
  if (name === 'hr') lines.write('_'.repeat(32));
  if (name === 'blockquote') lines.quote(1);
  if (name === 'pre') page.preformatted++;
  if (name === 'ul' || name === 'ol') page.lists.push(name === 'ol' ? 1 : null);
  if (name === 'li') lines.write(nextMarker(page), true);
  if ((name === 'td' || name === 'th') && lines.endsInWord()) lines.write(' ');
  const href = attributes.href?.trim() ?? '';
  if (name === 'a' && /^https?:/i.test(href)) page.link = { href, words: '' };
}

function close(page: Page, name: string): void {
  const { lines } = page;
  page.depth--;
  if (page.hidden.length > 0) {
    const at = voids.has(name) ? -1 : page.hidden.lastIndexOf(name);
    if (at >= 0) page.hidden.length = at;
    return;
  }
  if (name === 'a' && page.link) {
    const { href, words: said } = page.link;
    page.link = undefined;
    if (said.trim() !== '' && !bare(href).startsWith(bare(said))) lines.write(` (${href})`);
  }
  if (name !== 'br') breakFor(lines, name);
  if (name === 'blockquote') lines.quote(-1);
  if (name === 'pre') page.preformatted = Math.max(0, page.preformatted - 1);
  if (name === 'ul' || name === 'ol') page.lists.pop();
}

function write(page: Page, text: string): void {
  if (page.hidden.length > 0) return;
  const seen = text.replace(unprinted, '').replaceAll('\u00a0', ' ');
  if (page.link && page.link.words.length < 500) page.link.words += seen.slice(0, 500);
  if (page.preformatted === 0) {
    page.lines.write(seen.replace(/\s+/g, ' '));
    return;
  }
  for (const [at, line] of seen.split(/\r?\n/).entries()) {
    if (at > 0) page.lines.newLine();
    page.lines.write(line, true);
  }
}

/** Soft hyphens, joiners of nothing and spaces without width, which newsletters are full of. */
const unprinted = /\u00ad|\u034f|\u200b|\ufeff/g;

function breakFor(lines: QuotedLines, name: string): void {
  if (blocks.has(name) || paragraphs.has(name)) lines.begin(paragraphs.has(name));
}

function nextMarker({ lists }: Page): string {
  const next = lists.at(-1) ?? null;
  if (next === null) return '- ';
  lists[lists.length - 1] = next + 1;
  return `${next}. `;
}

/** To see whether a link's words are its address. */
const bare = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/$/, '');
