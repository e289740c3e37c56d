import type { MailBlock, MailInline } from './mail-blocks';

/**
 * A tenant's own words of a mail. Paragraphs stand between empty lines; `# ` begins a heading,
 * `**…**` is bold, `[label](address)` a link, a button where it stands alone. Nothing else means
 * anything: markup of other kinds is text. `{{variables}}` are filled in once, after that: what
 * they hold is never looked through.
 */
export interface MailWords {
  subject: string;
  body: string;
}

type Values = Readonly<Record<string, string>>;

const variable = /\{\{([^{}\n]*)\}\}/g;
const inline = /\*\*([^*\n]+)\*\*|\[([^[\]\n]+)\]\(([^()\s]+)\)/g;

/** The names between double braces, in order, each once. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(variable)].map(([, name = '']) => name.trim()))];
}

/** The text with its variables filled in; one that is unknown stays as it was typed. */
export function fillIn(text: string, values: Values): string {
  return text.replace(variable, (typed, name: string) => {
    const known = name.trim();
    return Object.hasOwn(values, known) ? values[known]! : typed;
  });
}

/** What stands there for the reader. A paragraph whose variables are all empty is left out. */
export function blocksOf(body: string, values: Values): MailBlock[] {
  return body
    .split(/\n(?:[ \t]*\n)+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '' && !isHollow(paragraph, values))
    .map((paragraph) => blockOf(paragraph, values));
}

function isHollow(paragraph: string, values: Values): boolean {
  const named = variablesIn(paragraph);
  return named.length > 0 && named.every((name) => values[name] === '');
}

/** What others wrote is set apart from the tenant's own words. */
const quoted = /^\{\{ *(reply|description|comment) *\}\}$/;

function blockOf(paragraph: string, values: Values): MailBlock {
  const heading = /^# +(\S[^\n]*)$/.exec(paragraph)?.[1];
  if (heading) return { kind: 'heading', text: fillIn(heading, values) };
  const quote = quoted.exec(paragraph)?.[1];
  if (quote) return { kind: 'quote', by: '', text: values[quote] ?? '' };
  const parts = partsOf(paragraph, values);
  const [only] = parts;
  if (parts.length === 1 && only?.url) return { kind: 'button', label: only.text, url: only.url };
  return { kind: 'rich', parts };
}

function partsOf(paragraph: string, values: Values): MailInline[] {
  const parts: MailInline[] = [];
  let end = 0;
  for (const found of paragraph.matchAll(inline)) {
    const [typed, strong, label, address] = found;
    const url = address === undefined ? undefined : urlOf(address, values);
    if (label !== undefined && !url) continue;
    parts.push(...plain(paragraph.slice(end, found.index), values));
    if (strong !== undefined) parts.push({ text: fillIn(strong, values), bold: true });
    else if (label !== undefined && url) parts.push({ text: fillIn(label, values), url });
    end = found.index + typed.length;
  }
  return [...parts, ...plain(paragraph.slice(end), values)];
}

/** Where a link may lead: where the mail leads, or to an address by HTTPS that was typed whole. */
function urlOf(address: string, values: Values): string | undefined {
  const [, name] = /^\{\{(link|portal)\}\}$/.exec(address) ?? [];
  if (name) return values[name];
  return /^https:\/\/[^\s\\{}]+$/i.test(address) ? address : undefined;
}

/** What is to be typed letter by letter is set so that each can be told from the others. */
const exact = new Set(['username', 'password', 'email']);
const linked = new Set(['link', 'portal']);

function plain(text: string, values: Values): MailInline[] {
  const parts: MailInline[] = [];
  let end = 0;
  for (const { 0: typed, 1: between = '', index } of text.matchAll(variable)) {
    const name = between.trim();
    const isExact = exact.has(name);
    const value = values[name];
    if (value === undefined || !(isExact || linked.has(name))) continue;
    parts.push({ text: fillIn(text.slice(end, index), values) });
    parts.push(isExact ? { text: value, exact: true } : { text: value, url: value });
    end = index + typed.length;
  }
  return [...parts, { text: fillIn(text.slice(end), values) }].filter((part) => part.text !== '');
}
