import type { DocumentNode } from './document';
import { writeLine } from './write-line';

/** What the editor holds as Markdown, ready to be stored. Pure. */
export function writeDocument({ content = [] }: DocumentNode): string {
  return writeBlocks(content, false);
}

/** Blocks with an empty line between them; paragraphs that are empty are none. */
function writeBlocks(blocks: readonly DocumentNode[], isInList: boolean): string {
  return written(blocks, isInList).join('\n\n');
}

function written(blocks: readonly DocumentNode[], isInList: boolean): string[] {
  const kept = blocks.filter((one) => one.type !== 'paragraph' || lineOf(one) !== '');
  let turn = 0;
  return kept.map((one, at) => {
    // Two lists in a row would be one, but for their signs.
    turn = isList(one) && kept[at - 1]?.type === one.type ? turn + 1 : 0;
    return writeBlock(one, { isInList, isOther: turn % 2 === 1 });
  });
}

interface Place {
  isInList: boolean;
  isOther: boolean;
}

function writeBlock(node: DocumentNode, { isInList, isOther }: Place): string {
  const { type, attrs = {}, content = [] } = node;
  switch (type) {
    case 'heading':
      return `${'#'.repeat(Number(attrs.level))} ${singleLine(content).replace(/#$/, '\\#')}`.trimEnd();
    case 'codeBlock':
      return codeBlock(node);
    case 'blockquote':
      return quoted(writeBlocks(content, false));
    case 'callout':
      return quoted(
        `[!${String(attrs.kind).toUpperCase()}]\n${writeBlocks(content, false)}`.trimEnd(),
      );
    case 'bulletList':
    case 'orderedList':
      return writeList(node, isOther);
    case 'table':
      return writeTable(content);
    case 'horizontalRule':
      return isInList ? '___' : '---';
    default:
      return lineOf(node);
  }
}

const isList = ({ type }: DocumentNode) => type === 'bulletList' || type === 'orderedList';

/** A paragraph; what would begin another block at the start of a line is text after a backslash. */
function lineOf({ content = [] }: DocumentNode): string {
  return writeLine(content)
    .split('\n')
    .map((line) =>
      line
        .replace(/^(#{1,6}(?=\s|$)|[-+](?=[\s:|-]|$)|[>|:]|=+\s*$)/, '\\$1')
        .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2'),
    )
    .join('\n');
}

const singleLine = (content: readonly DocumentNode[]) =>
  writeLine(content.map((one) => (one.type === 'hardBreak' ? { type: 'text', text: ' ' } : one)));

function codeBlock({ attrs = {}, content = [] }: DocumentNode): string {
  const text = content.map((one) => one.text ?? '').join('');
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  const language = String(attrs.language ?? '').replace(/[`\n]/g, '');
  return `${fence}${language}\n${text}${text ? '\n' : ''}${fence}`;
}

const quoted = (markdown: string) => markdown.replace(/^(?=.)/gm, '> ').replace(/^$/gm, '>');

function writeList({ type, attrs = {}, content = [] }: DocumentNode, isOther: boolean): string {
  const isTight = attrs.tight !== false && content.every(isTightItem);
  const first = Number(attrs.start ?? 1);
  const lines = content.map((item, at) => {
    const bullet =
      type === 'orderedList' ? `${first + at}${isOther ? ')' : '.'}` : isOther ? '*' : '-';
    const inside = written(item.content ?? [], true).join(isTight ? '\n' : '\n\n');
    const starts = item.content?.[0];
    const hasBox = item.attrs?.checked != null && starts?.type === 'paragraph' && lineOf(starts);
    const box = hasBox ? (item.attrs!.checked ? '[x] ' : '[ ] ') : '';
    const pad = ' '.repeat(bullet.length + 1);
    return `${bullet} ${box}${inside.replace(/\n(?=.)/g, `\n${pad}`)}`.trimEnd();
  });
  return lines.join(isTight ? '\n' : '\n\n');
}

/** Whether its blocks stay apart without empty lines between them. */
function isTightItem({ content = [] }: DocumentNode): boolean {
  const kept = content.filter((one) => one.type !== 'paragraph' || lineOf(one) !== '');
  return kept.every((one, at) => {
    const before = kept[at - 1]?.type;
    if (before === undefined) return true;
    if (before !== 'paragraph' && before !== 'codeBlock') return false;
    if (one.type === 'paragraph') return before === 'codeBlock';
    if (one.type === 'orderedList') return Number(one.attrs?.start ?? 1) === 1;
    return one.type === 'bulletList' || one.type === 'codeBlock';
  });
}

function writeTable(rows: readonly DocumentNode[]): string {
  const cells = ({ content = [] }: DocumentNode) =>
    content.map((cell) => singleLine(cell.content ?? []).replace(/\|/g, '\\|'));
  const row = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const [header, ...body] = rows.map(cells);
  const rule = (rows[0]?.content ?? []).map(({ attrs }) =>
    attrs?.align === 'center' ? ':---:' : attrs?.align === 'right' ? '---:' : '---',
  );
  return [row(header ?? []), row(rule), ...body.map(row)].join('\n');
}
