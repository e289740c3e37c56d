import { Parser } from 'htmlparser2';

/** More than this is no letter. */
const longest = 2_000_000;

/**
 * The words of an HTML mail, in lines as a reader sees them: quotes behind `>`, list items behind
 * `-`, a link's address behind its words where they say something else. Pictures, styles and what
 * is hidden are left out.
 */
export function textOfHtml(html: string): string {
  const page = newPage();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open(page, name, attributes),
      ontext: (text) => write(page, text),
      onclosetag: (name) => close(page, name),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html.slice(0, longest));
  parser.end();
  return page.lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

interface Page {
  lines: string[];
  quotes: number;
  preformatted: number;
  /** Open elements from the first hidden one on. */
  hidden: string[];
  lists: (number | null)[];
  link: { href: string; from: string } | undefined;
}

const newPage = (): Page => ({
  lines: [''],
  quotes: 0,
  preformatted: 0,
  hidden: [],
  lists: [],
  link: undefined,
});

const unseen = new Set(['style', 'script', 'title', 'template', 'object', 'select', 'textarea']);
const voids = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta']);
const lines = new Set(
  'address article caption center dd details div dl dt fieldset figure footer form header li main section table tr'.split(
    ' ',
  ),
);
const paragraphs = new Set('blockquote h1 h2 h3 h4 h5 h6 hr ol p pre ul'.split(' '));
const hidingStyle = /display\s*:\s*none|mso-hide\s*:\s*all/i;

function open(page: Page, name: string, attributes: Record<string, string>): void {
  const isHidden = unseen.has(name) || hidingStyle.test(attributes.style ?? '');
  if ((page.hidden.length > 0 || isHidden) && !voids.has(name)) page.hidden.push(name);
  if (page.hidden.length > 0 || isHidden) return;
  breakFor(page, name);
  if (name === 'br') newLine(page);
  if (name === 'hr') addLine(page, '_'.repeat(32));
  if (name === 'blockquote') {
    page.quotes++;
    page.lines[page.lines.length - 1] = prefix(page);
  }
  if (name === 'pre') page.preformatted++;
  if (name === 'ul' || name === 'ol') page.lists.push(name === 'ol' ? 0 : null);
  if (name === 'li') append(page, marker(page));
  if ((name === 'td' || name === 'th') && /\S$/.test(lastOf(page))) append(page, ' ');
  if (name === 'a' && /^https?:/i.test(attributes.href ?? '')) {
    page.link = { href: attributes.href!.trim(), from: '' };
  }
}

function close(page: Page, name: string): void {
  if (page.hidden.length > 0) {
    if (voids.has(name)) return;
    const at = page.hidden.lastIndexOf(name);
    if (at >= 0) page.hidden.length = at;
    return;
  }
  if (name === 'a' && page.link) {
    const { href, from } = page.link;
    page.link = undefined;
    if (from.trim() !== '' && !says(from, href)) append(page, ` (${href})`);
  }
  breakFor(page, name);
  if (name === 'blockquote' && page.quotes > 0) {
    page.quotes--;
    page.lines[page.lines.length - 1] = prefix(page);
  }
  if (name === 'pre' && page.preformatted > 0) page.preformatted--;
  if (name === 'ul' || name === 'ol') page.lists.pop();
}

function write(page: Page, text: string): void {
  if (page.hidden.length > 0) return;
  const seen = text.replace(unprinted, '').replaceAll('\u00a0', ' ');
  if (page.link) page.link.from += seen.slice(0, 500);
  if (page.preformatted > 0) {
    for (const [at, line] of seen.split(/\r?\n/).entries()) {
      if (at > 0) newLine(page);
      append(page, line);
    }
    return;
  }
  const flat = seen.replace(/\s+/g, ' ');
  append(page, isFresh(page) || lastOf(page).endsWith(' ') ? flat.trimStart() : flat);
}

/** Soft hyphens, joiners of nothing and spaces without width, which newsletters are full of. */
const unprinted = /\u00ad|\u034f|\u200b|\ufeff/g;

/** Begins a line, and leaves one empty around what is a paragraph. */
function breakFor(page: Page, name: string): void {
  if (!lines.has(name) && !paragraphs.has(name)) return;
  if (!isFresh(page)) newLine(page);
  const above = page.lines.at(-2);
  if (paragraphs.has(name) && above !== undefined && /[^>\s]/.test(above)) newLine(page);
}

function addLine(page: Page, line: string): void {
  append(page, line);
  newLine(page);
}

function marker({ lists }: Page): string {
  const last = lists.length - 1;
  if (lists[last] === undefined || lists[last] === null) return '- ';
  lists[last]++;
  return `${lists[last]}. `;
}

const prefix = ({ quotes }: Page) => '> '.repeat(Math.min(quotes, 20));
const lastOf = ({ lines: all }: Page) => all[all.length - 1]!;
const isFresh = (page: Page) => lastOf(page) === prefix(page);
const newLine = (page: Page) => page.lines.push(prefix(page));
const append = (page: Page, text: string) => {
  page.lines[page.lines.length - 1] += text;
};

/** Whether a link's words are its address. */
const says = (words: string, href: string) =>
  bare(href).startsWith(bare(words)) || bare(words) === bare(href);
const bare = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/$/, '');
