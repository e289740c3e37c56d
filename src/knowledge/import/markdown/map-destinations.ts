import { outsideCode } from './outside-code';

export interface Destination {
  address: string;
  isImage: boolean;
  /** From 1. */
  line: number;
}

/**
 * Changes where the links and pictures of Markdown lead: `[a](here)`, `![a](here)` and `[a]: here`.
 * Code stays as it is. Pure.
 */
export function mapDestinations(markdown: string, map: (found: Destination) => string): string {
  return outsideCode(markdown, (text, line) => inText(text, line, map));
}

function inText(text: string, line: number, map: (found: Destination) => string): string {
  const done: string[] = [];
  let from = 0;
  let lines = line + 1;
  for (const { start, end, address, isImage } of placesIn(text)) {
    if (start < from) continue;
    const before = text.slice(from, start);
    lines += before.split('\n').length - 1;
    done.push(before, map({ address, isImage, line: lines }));
    from = end;
  }
  done.push(text.slice(from));
  return done.join('');
}

interface Place {
  start: number;
  end: number;
  address: string;
  isImage: boolean;
}

function placesIn(text: string): Place[] {
  const places: Place[] = [];
  for (let at = text.indexOf(']('); at >= 0; at = text.indexOf('](', at + 2)) {
    if (/(?<!\\)(?:\\\\)*\\$/.test(text.slice(Math.max(0, at - 20), at))) continue;
    const place = destinationAt(text, at + 2);
    if (place && closes(text, place.end)) places.push({ ...place, isImage: opensImage(text, at) });
  }
  for (const match of text.matchAll(/^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{0,9}(?=\S)/gm)) {
    const place = destinationAt(text, match.index + match[0].length);
    if (place) places.push({ ...place, isImage: false });
  }
  return places.sort((a, b) => a.start - b.start);
}

/** Whether the bracket ends here, or after a title. */
function closes(text: string, end: number): boolean {
  return /^\s{0,3}[)"'(]/.test(text.slice(end, end + 4));
}

/** What stands from there up to a space or the bracket that closes it, or between `<` and `>`. */
function destinationAt(text: string, from: number): Omit<Place, 'isImage'> | undefined {
  let start = from;
  while (start < from + 3 && /\s/.test(text[start] ?? '')) start++;
  if (text[start] === '<') {
    const end = text.slice(start, start + mostCharacters).search(/>|\n/) + start;
    if (text[end] !== '>') return undefined;
    return { start, end: end + 1, address: text.slice(start + 1, end) };
  }
  let open = 0;
  let end = start;
  for (; end < text.length && end - start < mostCharacters; end++) {
    const character = text[end]!;
    if (/\s/.test(character)) break;
    if (character === '\\') end++;
    else if (character === '(') open++;
    else if (character === ')' && open-- === 0) break;
  }
  if (end === start) return undefined;
  return { start, end, address: text.slice(start, end) };
}

const mostCharacters = 2_000;
/** How far back a picture's words are looked for. */
const mostAlternative = 250;

/** Whether the bracket that is closed here was opened by `![`. */
function opensImage(text: string, close: number): boolean {
  let open = 0;
  for (let at = close; at >= Math.max(0, close - mostAlternative); at--) {
    if (text[at - 1] === '\\') continue;
    if (text[at] === ']') open++;
    if (text[at] === '[' && --open === 0) return text[at - 1] === '!';
  }
  return false;
}
