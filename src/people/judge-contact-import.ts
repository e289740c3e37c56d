import { strictAddress } from '@/platform/mail-address';
import type { CsvLine } from './csv';
import { columnsOf, type ImportColumn, languageOf, yesNoOf } from './import-columns';
import type { NewContact } from './insert-contact';
import { strictPhone } from './person-input';
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

export type ContactProblem =
  | LineProblem
  | 'badEmail'
  | 'badLanguage'
  | 'badPhone'
  | 'badPrimary'
  | 'companyMissing'
  | 'companyUnknown'
  | 'emailTaken'
  | 'emailTwice';

export interface ContactLine extends ImportLine<ContactProblem> {
  companyName: string;
  email: string | null;
}

export type ContactFile = ImportFile<ImportColumn>;

/** What the file is compared with: companies by their folded name, addresses of contacts. */
export interface ImportKnowledge {
  companies: ReadonlyMap<string, string>;
  emails: ReadonlySet<string>;
}

export function readContactFile(csv: string): ContactFile {
  const keys = { noHeader: 'people.importNoHeader', empty: 'people.importEmpty' };
  return readImportFile(csv, columnsOf, keys);
}

/** The addresses of lines as they would be stored: to look up which are taken. */
export function addressesIn(file: ContactFile, lines: readonly CsvLine[] = file.lines): string[] {
  const typed = lines.map((line) => cellsOf(file, line).cell('email'));
  return [...new Set(typed.flatMap((email) => strictAddress(email) ?? []))];
}

/**
 * Says of one line after the other whether it becomes a contact, or everything that is wrong with
 * it. `seen` are the addresses of the lines before.
 */
export function contactJudge(
  file: ContactFile,
  known: ImportKnowledge,
  seen = new Set<string>(),
): (line: CsvLine) => ContactLine & { person: NewContact | undefined } {
  return (line) => {
    const { written, cell } = cellsOf(file, line);
    const name = nameOf(cell('name'));
    const companyName = cell('company');
    const companyId = known.companies.get(companyKey(companyName));
    const email = cell('email') === '' ? null : strictAddress(cell('email'));
    const language = languageOf(cell('language'));
    // Spreadsheets put it before 0044 … too.
    const typedPhone = cell('phone').replace(/^'/, '');
    const phone = typedPhone === '' ? null : strictPhone(typedPhone);
    const isPrimary = yesNoOf(cell('primary'));
    const texts = [written('name'), written('company')];
    const { problems, problem } = findProblems<ContactProblem>(name, texts);
    problem(companyName === '', 'companyMissing');
    problem(companyName !== '' && !companyId, 'companyUnknown');
    problem(email === undefined, 'badEmail');
    problem(!!email && known.emails.has(email), 'emailTaken');
    problem(!!email && seen.has(email), 'emailTwice');
    problem(language === undefined, 'badLanguage');
    problem(phone === undefined, 'badPhone');
    problem(isPrimary === undefined, 'badPrimary');
    problem(hasMoreCells(file, line), 'tooManyCells');
    if (email) seen.add(email);
    const good =
      problems.length === 0 &&
      companyId !== undefined &&
      email !== undefined &&
      phone !== undefined &&
      language !== undefined &&
      isPrimary !== undefined;
    return {
      line: line.line,
      name: name.slice(0, 200),
      companyName: companyName.slice(0, 200),
      email: email ?? (cell('email').slice(0, 254) || null),
      problems,
      person: good ? { companyId, name, email, phone, language, isPrimary } : undefined,
    };
  };
}
