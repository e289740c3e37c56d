import { decodeText } from './decode-text';

/** Groups whose words nobody reads. */
const unread = new Set(
  'fonttbl colortbl stylesheet info pict object header footer footnote listtable listoverridetable'.split(
    ' ',
  ),
);
const characters: Record<string, string | undefined> = {
  par: '\n',
  line: '\n',
  row: '\n',
  cell: '\t',
  tab: '\t',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  endash: '–',
  emdash: '—',
};
/** Control signs that aren't the character itself: places to break, a space, a hyphen, an index. */
const signs: Record<string, string | undefined> = { '~': ' ', _: '-', '-': '', '|': '', ':': '' };
const deepest = 1_000;

interface Group {
  isRead: boolean;
  /** How many characters stand after `\u` for readers that don't know it. */
  fallback: number;
}

/**
 * What somebody who opens this RTF reads: no form, no pictures. Of RTF that was made of HTML
 * (MS-OXRTFEX) too, since a reader leaves out the groups that hold the HTML. Pure.
 */
export function textOfRtf(rtf: string): string {
  let text = '';
  /** A character for each byte. */
  let bytes = '';
  let codePage = 1252;
  let group: Group = { isRead: true, fallback: 1 };
  const around: Group[] = [];
  let toSkip = 0;
  const flush = () => {
    if (bytes !== '') text += decodeText(Buffer.from(bytes, 'latin1'), `windows-${codePage}`);
    bytes = '';
  };
  const say = (words: string) => {
    if (toSkip > 0) toSkip--;
    else if (group.isRead) {
      flush();
      text += words;
    }
  };
  const sayBytes = (run: string) => {
    if (group.isRead) bytes += run.slice(toSkip);
    toSkip = Math.max(0, toSkip - run.length);
  };
  const scan = new RegExp(tokens);
  for (let found = scan.exec(rtf); found; found = scan.exec(rtf)) {
    const [token, hex, word, number] = found;
    if (token === '{') {
      if (around.length >= deepest) break;
      around.push({ ...group });
    } else if (token === '}') group = around.pop() ?? group;
    else if (hex !== undefined) sayBytes(String.fromCharCode(Number.parseInt(hex, 16)));
    else if (token === '\\*' || (word !== undefined && unread.has(word))) group.isRead = false;
    else if (word === 'u') {
      toSkip = 0;
      say(String.fromCharCode(Number(number ?? 0) & 0xffff));
      toSkip = group.fallback;
    } else if (word === 'uc') group.fallback = Math.min(Number(number ?? 1), 10);
    else if (word === 'bin') scan.lastIndex += Math.max(0, Number(number ?? 0));
    else if (word === 'ansicpg') codePage = Number(number ?? codePage);
    else if (word !== undefined) {
      const character = characters[word];
      if (character) say(character);
    } else if (/^\\[^a-z]/i.test(token)) say(signs[token.slice(1)] ?? token.slice(1));
    else if (!/^[\r\n]/.test(token)) sayBytes(token);
  }
  flush();
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** A brace, a byte by its number, a control word with its number, a control sign, a line, text. */
const tokens =
  /[{}]|\\'([0-9a-f]{2})|\\([a-z]{1,32})(-?\d{1,10})? ?|\\[^a-z]|[\r\n]+|[^\\{}\r\n]+/gis;
