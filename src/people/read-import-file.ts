import { Refusal } from '@/platform/errors';
import { plainCell } from '@/platform/write-csv';
import { type CsvLine, parseCsv, UnclosedQuotes } from './csv';

export const mostImportLines = 10_000;

/** A file whose first line has said which cell holds what. */
export interface ImportFile<Column extends string> {
  columns: ReadonlyMap<Column, number>;
  width: number;
  lines: readonly CsvLine[];
}

/** What is wrong with a line of any file; the words stand under `importProblems` in the messages. */
export type LineProblem = 'formula' | 'nameMissing' | 'nameTooLong' | 'tooManyCells';

/** A line as the dry run shows it; without problems it is imported. `line` counts from 1, the header being 1. */
export interface ImportLine<Problem extends string> {
  line: number;
  name: string;
  problems: Problem[];
}

/**
 * Reads a file of which `columnsOf` understands the header. Refuses (422, beside the field `csv`)
 * what has no header, no lines, too many; the keys say so in the words of what is imported.
 */
export function readImportFile<Column extends string>(
  csv: string,
  columnsOf: (header: readonly string[]) => Map<Column, number> | undefined,
  keys: { noHeader: string; empty: string },
): ImportFile<Column> {
  const [header, ...lines] = parsed(csv);
  const columns = header && columnsOf(header.cells);
  if (!header || !columns) throw badFile(keys.noHeader);
  if (lines.length === 0) throw badFile(keys.empty);
  if (lines.length > mostImportLines) {
    throw badFile('people.importTooLong', { most: mostImportLines });
  }
  return { columns, width: header.cells.length, lines };
}

function parsed(csv: string) {
  try {
    return parseCsv(csv);
  } catch (error) {
    if (!(error instanceof UnclosedQuotes)) throw error;
    throw badFile('people.importBadQuotes', { line: error.line });
  }
}

function badFile(key: string, values: Record<string, number> = {}): Refusal {
  return new Refusal(key, { status: 422, fields: { csv: key }, values });
}

/** A line's cells by their columns, as typed and as meant: an apostrophe in front says that the rest is text. */
export function cellsOf<Column extends string>(
  { columns }: Pick<ImportFile<Column>, 'columns'>,
  { cells }: CsvLine,
) {
  const written = (column: Column) => cells[columns.get(column) ?? -1]?.trim() ?? '';
  return { written, cell: (column: Column) => plainCell(written(column)) };
}

export function nameOf(cell: string): string {
  return cell.normalize('NFC').replace(/[\p{Cc}\s]+/gu, ' ');
}

/** Names of companies that differ in nothing else are one. */
export const companyKey = (name: string) => name.normalize('NFC').trim().toLowerCase();

/** Keeps what is found wrong with a line, beginning with its name; `texts` become cells of other people's spreadsheets. */
export function findProblems<Problem extends string>(name: string, texts: readonly string[]) {
  const problems: (Problem | LineProblem)[] = [];
  const problem = (found: boolean, what: Problem | LineProblem) => {
    if (found) problems.push(what);
  };
  problem(name === '', 'nameMissing');
  problem(name.length > 120, 'nameTooLong');
  problem(
    texts.some((text) => /^[=+\-@]/.test(text)),
    'formula',
  );
  return { problems, problem };
}

export function hasMoreCells({ width }: Pick<ImportFile<never>, 'width'>, { cells }: CsvLine) {
  return cells.slice(width).some((extra) => extra.trim() !== '');
}
