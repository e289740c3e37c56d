import { Refusal } from '@/platform/errors';
import { strictAddress } from '@/platform/mail-address';
import { plainCell } from '@/platform/write-csv';
import { parseCsv, UnclosedQuotes } from './csv';
import { columnsOf, type ImportColumn, languageOf, yesNoOf } from './import-columns';
import type { NewContact } from './insert-contact';
import { strictPhone } from './person-input';

export const mostImportLines = 10_000;

/** What is wrong with a line; the words stand under `importProblems` in the messages. */
export type ImportProblem =
  | 'badEmail'
  | 'badLanguage'
  | 'badPhone'
  | 'badPrimary'
  | 'companyMissing'
  | 'companyUnknown'
  | 'emailTaken'
  | 'emailTwice'
  | 'formula'
  | 'nameMissing'
  | 'nameTooLong'
  | 'tooManyCells';

/** A line of the file as the dry run shows it. `line` counts from 1, the header being 1. */
export interface ImportLine {
  line: number;
  name: string;
  companyName: string;
  email: string | null;
  outcome: 'create' | 'bad';
  problems: ImportProblem[];
}

export type JudgedLine = ImportLine & { person: NewContact | undefined };

/** What the file is compared with: companies by their folded name, addresses of contacts. */
export interface ImportKnowledge {
  companies: ReadonlyMap<string, string>;
  emails: ReadonlySet<string>;
}

export const companyKey = (name: string) => name.normalize('NFC').trim().toLowerCase();

export interface ImportFile {
  columns: Map<ImportColumn, number>;
  width: number;
  lines: { line: number; cells: string[] }[];
}

/** Reads the file. Refuses (422, beside the field `csv`) what has no header, no lines, too many. */
export function readImportFile(csv: string): ImportFile {
  const [header, ...lines] = parsed(csv);
  const columns = header && columnsOf(header.cells);
  if (!header || !columns) throw badFile('people.importNoHeader');
  if (lines.length === 0) throw badFile('people.importEmpty');
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

/** The address of each line as it would be stored: to look up which are taken. */
export function addressesIn(file: ImportFile): string[] {
  const typed = file.lines.map(({ cells }) =>
    plainCell(cells[file.columns.get('email') ?? -1]?.trim() ?? ''),
  );
  return [...new Set(typed.flatMap((email) => strictAddress(email) ?? []))];
}

/** Says of every line whether it becomes a contact, or everything that is wrong with it. */
export function judgeImport(file: ImportFile, known: ImportKnowledge): JudgedLine[] {
  const seen = new Set<string>();
  return file.lines.map(({ line, cells }) => {
    const written = (column: ImportColumn) => cells[file.columns.get(column) ?? -1]?.trim() ?? '';
    // An apostrophe in front says that the rest is text: an export of ours writes it too.
    const cell = (column: ImportColumn) => plainCell(written(column));
    const name = cell('name')
      .normalize('NFC')
      .replace(/[\p{Cc}\s]+/gu, ' ');
    const companyName = cell('company');
    const companyId = known.companies.get(companyKey(companyName));
    const email = cell('email') === '' ? null : strictAddress(cell('email'));
    const language = languageOf(cell('language'));
    // Spreadsheets put it before 0044 … too.
    const typedPhone = cell('phone').replace(/^'/, '');
    const phone = typedPhone === '' ? null : strictPhone(typedPhone);
    const isPrimary = yesNoOf(cell('primary'));
    const problems: ImportProblem[] = [];
    const problem = (found: boolean, key: ImportProblem) => found && problems.push(key);
    problem(name === '', 'nameMissing');
    problem(name.length > 120, 'nameTooLong');
    problem(
      (['name', 'company'] as const).some((column) => /^[=+\-@]/.test(written(column))),
      'formula',
    );
    problem(companyName === '', 'companyMissing');
    problem(companyName !== '' && !companyId, 'companyUnknown');
    problem(email === undefined, 'badEmail');
    problem(!!email && known.emails.has(email), 'emailTaken');
    problem(!!email && seen.has(email), 'emailTwice');
    problem(language === undefined, 'badLanguage');
    problem(phone === undefined, 'badPhone');
    problem(isPrimary === undefined, 'badPrimary');
    problem(
      cells.slice(file.width).some((extra) => extra.trim() !== ''),
      'tooManyCells',
    );
    if (email) seen.add(email);
    const good =
      problems.length === 0 &&
      companyId !== undefined &&
      email !== undefined &&
      phone !== undefined &&
      language !== undefined &&
      isPrimary !== undefined;
    return {
      line,
      name: name.slice(0, 200),
      companyName: companyName.slice(0, 200),
      email: email ?? (cell('email').slice(0, 254) || null),
      outcome: good ? ('create' as const) : ('bad' as const),
      problems,
      person: good ? { companyId, name, email, phone, language, isPrimary } : undefined,
    };
  });
}
