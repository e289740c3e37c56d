import { type ImportNotice, notice } from './archive-articles';

export type FrontValue = string | string[];

export interface FrontMatter {
  values: ReadonlyMap<string, FrontValue>;
  body: string;
  /** The line of the file in which the body begins, from 1. */
  bodyLine: number;
  notices: ImportNotice[];
}

const key = /^([A-Za-z_][\w-]{0,60}):(?:[ \t]+(.*))?$/;
/** Facts are short; patterns never run over more. */
const mostCharacters = 20_000;

const item = /^[ \t]*-[ \t]+(.*)$/;

/**
 * The facts between two lines of `---` before a text: `title: Set up mail`, lists as `[a, b]` or one
 * item a line. It is the part of YAML that people write there; anything else is named and left out,
 * so nothing in it can grow or point elsewhere. Names are compared in lower case. Pure.
 */
export function readFrontMatter(text: string): FrontMatter {
  const lines = text.split('\n');
  const none = { values: new Map(), body: text, bodyLine: 1, notices: [] };
  if (lines[0]?.trimEnd() !== '---') return none;
  const end = lines.findIndex((line, at) => at > 0 && /^(---|\.\.\.)[ \t]*$/.test(line));
  if (end < 0 || lines.slice(0, end).join('').length > mostCharacters) {
    return { ...none, notices: [notice('frontMatterBroken', lines[0], 1)] };
  }
  const values = new Map<string, FrontValue>();
  const notices: ImportNotice[] = [];
  let list: string[] | undefined;
  for (const [at, line] of lines.slice(1, end).entries()) {
    if (!line.trim() || line.trimStart().startsWith('#')) continue;
    const listed = item.exec(line);
    const named = key.exec(line);
    if (listed && list) list.push(plain(listed[1]!));
    else if (named) {
      list = named[2]?.trim() ? undefined : [];
      values.set(named[1]!.toLowerCase(), list ?? frontValue(named[2]!.trim()));
    } else notices.push(notice('frontMatterBroken', line, at + 2));
  }
  return { values, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2, notices };
}

/** The value as one line; of a list its first. */
export function textIn({ values }: FrontMatter, ...names: string[]): string {
  for (const name of names) {
    const value = values.get(name);
    const text = Array.isArray(value) ? value[0] : value;
    if (text) return text;
  }
  return '';
}

export function listIn({ values }: FrontMatter, ...names: string[]): string[] {
  const value = names.map((name) => values.get(name)).find((one) => one !== undefined);
  return (Array.isArray(value) ? value : [value ?? '']).filter(Boolean);
}

function frontValue(text: string): FrontValue {
  if (!text.startsWith('[') || !text.endsWith(']')) return plain(text);
  const parts = text.slice(1, -1).match(/\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+)\s*/g) ?? [];
  return parts.map((part) => plain(part.trim())).filter(Boolean);
}

function plain(text: string): string {
  const trimmed = text.trim();
  if (/^"(?:[^"\\]|\\.)*"$/.test(trimmed)) return unquoted(trimmed);
  if (/^'(?:[^']|'')*'$/.test(trimmed)) return trimmed.slice(1, -1).replaceAll("''", "'");
  return trimmed.replace(/\s+#.*$/, '');
}

/** Our export writes JSON's strings, which YAML reads too. */
function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}
