import { Refusal } from '@/platform/errors';
import { plainCell } from '@/platform/write-csv';
import { companyDomainsOf } from './company-domains';
import { parseCsv, UnclosedQuotes } from './csv';
import { companyColumnsOf } from './import-columns';
import { companyKey, mostImportLines } from './judge-import';

/** What is wrong with a line; the words stand under `importProblems` in the messages. */
export type CompanyProblem =
  | 'badDomains'
  | 'companyTaken'
  | 'companyTwice'
  | 'formula'
  | 'nameMissing'
  | 'nameTooLong'
  | 'tooManyCells';

/** A line of the file as the dry run shows it. `line` counts from 1, the header being 1. */
export interface CompanyLine {
  line: number;
  name: string;
  domains: string[];
  problems: CompanyProblem[];
}

/**
 * Says of every line whether it becomes a company, or everything that is wrong with it. Refuses
 * (422, beside the field `csv`) what has no header, no lines, too many.
 */
export function judgeCompanyImport(csv: string, taken: ReadonlySet<string>): CompanyLine[] {
  const { columns, width, lines } = readFile(csv);
  const seen = new Set<string>();
  return lines.map(({ line, cells }) => {
    const written = (column: 'name' | 'domains') => cells[columns.get(column) ?? -1]?.trim() ?? '';
    const name = plainCell(written('name'))
      .normalize('NFC')
      .replace(/[\p{Cc}\s]+/gu, ' ');
    const domains = domainsOf(plainCell(written('domains')));
    const key = companyKey(name);
    const problems: CompanyProblem[] = [];
    const problem = (found: boolean, what: CompanyProblem) => found && problems.push(what);
    problem(name === '', 'nameMissing');
    problem(name.length > 120, 'nameTooLong');
    problem(/^[=+\-@]/.test(written('name')), 'formula');
    problem(name !== '' && taken.has(key), 'companyTaken');
    problem(name !== '' && seen.has(key), 'companyTwice');
    problem(domains === undefined, 'badDomains');
    problem(
      cells.slice(width).some((extra) => extra.trim() !== ''),
      'tooManyCells',
    );
    seen.add(key);
    return { line, name: name.slice(0, 200), domains: domains ?? [], problems };
  });
}

function domainsOf(cell: string): string[] | undefined {
  try {
    return companyDomainsOf([cell]);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function readFile(csv: string) {
  const [header, ...lines] = parsed(csv);
  const columns = header && companyColumnsOf(header.cells);
  if (!header || !columns) throw badFile('people.companyImportNoHeader');
  if (lines.length === 0) throw badFile('people.companyImportEmpty');
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
