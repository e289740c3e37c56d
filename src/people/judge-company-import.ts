import { Refusal } from '@/platform/errors';
import { companyDomainsOf } from './company-domains';
import type { CsvLine } from './csv';
import { type CompanyColumn, companyColumnsOf } from './import-columns';
import {
  cellsOf,
  companyKey,
  findProblems,
  hasMoreCells,
  type ImportFile,
  type ImportLine,
  type LineProblem,
  nameOf,
  readImportFile,
} from './read-import-file';

export type CompanyProblem = LineProblem | 'badDomains' | 'companyTaken' | 'companyTwice';

export interface CompanyLine extends ImportLine<CompanyProblem> {
  domains: string[];
}

export type CompanyFile = ImportFile<CompanyColumn>;

export function readCompanyFile(csv: string): CompanyFile {
  const keys = { noHeader: 'people.companyImportNoHeader', empty: 'people.companyImportEmpty' };
  return readImportFile(csv, companyColumnsOf, keys);
}

/**
 * Says of one line after the other whether it becomes a company, or everything that is wrong with
 * it. `taken` are folded names.
 */
export function companyJudge(
  file: CompanyFile,
  taken: ReadonlySet<string>,
): (line: CsvLine) => CompanyLine {
  const seen = new Set<string>();
  return (line) => {
    const { written, cell } = cellsOf(file, line);
    const name = nameOf(cell('name'));
    const domains = domainsOf(cell('domains'));
    const key = companyKey(name);
    const { problems, problem } = findProblems<CompanyProblem>(name, [written('name')]);
    problem(name !== '' && taken.has(key), 'companyTaken');
    problem(name !== '' && seen.has(key), 'companyTwice');
    problem(domains === undefined, 'badDomains');
    problem(hasMoreCells(file, line), 'tooManyCells');
    seen.add(key);
    return { line: line.line, name: name.slice(0, 200), domains: domains ?? [], problems };
  };
}

function domainsOf(cell: string): string[] | undefined {
  try {
    return companyDomainsOf([cell]);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
