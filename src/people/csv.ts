/** A line of a CSV file: where it begins in the file (from 1) and its cells. */
export interface CsvLine {
  line: number;
  cells: string[];
}

/** Quotes that are opened and never closed; everything after them would be one cell. */
export class UnclosedQuotes extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`the quotes in line ${line} are not closed`);
    this.line = line;
  }
}

/**
 * Reads CSV as RFC 4180 says: cells in quotes may hold separators, line breaks and doubled
 * quotes; lines end in CRLF, LF or CR. A byte order mark is dropped, empty lines too. The
 * separator is `,`, `;` or a tab, whichever the first line has most of outside of quotes.
 */
export function parseCsv(text: string): CsvLine[] {
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source);
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let begun = 1;
  let quotedSince = 0;
  const endLine = () => {
    cells.push(cell);
    if (cells.length > 1 || cell !== '') lines.push({ line: begun, cells });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < source.length; at++) {
    const letter = source[at]!;
    if (quotedSince > 0) {
      if (letter === '"' && source[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (letter === '"') quotedSince = 0;
      else {
        if (letter === '\n') line++;
        cell += letter;
      }
    } else if (letter === '"' && cell === '') quotedSince = line;
    else if (letter === separator) {
      cells.push(cell);
      cell = '';
    } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && source[at + 1] === '\n') at++;
      endLine();
      begun = ++line;
    } else cell += letter;
  }
  if (quotedSince > 0) throw new UnclosedQuotes(quotedSince);
  endLine();
  return lines;
}

function separatorOf(source: string): string {
  const counts = new Map([
    [',', 0],
    [';', 0],
    ['\t', 0],
  ]);
  let quoted = false;
  for (const letter of source) {
    if (letter === '"') quoted = !quoted;
    if (!quoted && (letter === '\n' || letter === '\r')) break;
    const count = counts.get(letter);
    if (!quoted && count !== undefined) counts.set(letter, count + 1);
  }
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
