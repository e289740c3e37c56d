import { type Locale, locales } from '@/i18n/locales';
import { asciiFold } from './usernames';

/** The names a column may have in the first line, in the languages there are. */
const names = {
  company: 'company entreprise societe unternehmen firma empresa compania azienda societa ditta',
  name: 'name fullname nom nomcomplet nombre nombrecompleto nome nomecompleto',
  email:
    'email emailaddress mail adresseemail courriel emailadresse mailadresse correo correoelectronico indirizzoemail posta',
  language: 'language langue sprache idioma lingua',
  phone: 'phone phonenumber telephone mobile telefon telefonnummer telefono movil cellulare',
  primary:
    'primary primarycontact isprimary principal contactprincipal hauptkontakt hauptansprechpartner contactoprincipal principale contattoprincipale',
} satisfies Record<string, string>;

export type ImportColumn = keyof typeof names;

/** Of a file of companies: what it may call their names and their domains. */
const companyNames = {
  name: `${names.name} ${names.company} companyname`,
  domains:
    'domains domain emaildomains emaildomain domaines domaine domainesdemessagerie maildomains emaildomanen domanen domane dominios dominio domini',
} satisfies Record<string, string>;

export type CompanyColumn = keyof typeof companyNames;

const yes = words('yes y true 1 x oui o vrai ja j wahr si s verdadero vero');
const no = words('no n false 0 non faux nein falsch falso');

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

const plain = (text: string) => asciiFold(text, 'en').replace(/[^a-z0-9]/g, '');

/** Which cell holds what, or undefined where company or name is missing from the first line. */
export function columnsOf(header: readonly string[]): Map<ImportColumn, number> | undefined {
  const columns = columnsIn(header, names);
  return columns.has('company') && columns.has('name') ? columns : undefined;
}

/** The same for companies, where only the name is needed. */
export function companyColumnsOf(
  header: readonly string[],
): Map<CompanyColumn, number> | undefined {
  const columns = columnsIn(header, companyNames);
  return columns.has('name') ? columns : undefined;
}

function columnsIn<Column extends string>(
  header: readonly string[],
  known: Record<Column, string>,
): Map<Column, number> {
  const columns = new Map<Column, number>();
  for (const [index, cell] of header.entries()) {
    for (const [column, text] of Object.entries(known) as [Column, string][]) {
      if (text.split(' ').includes(plain(cell)) && !columns.has(column)) columns.set(column, index);
    }
  }
  return columns;
}

/** A yes or a no in any of the languages; undefined for anything else. Nothing means no. */
export function yesNoOf(cell: string): boolean | undefined {
  const word = plain(cell);
  if (yes.has(word)) return true;
  return cell.trim() === '' || no.has(word) ? false : undefined;
}

/** `fr`, `fr-CH`, `French`, `Französisch`; null for an empty cell, undefined for no language of ours. */
export function languageOf(cell: string): Locale | null | undefined {
  if (cell.trim() === '') return null;
  const code = /^\s*([a-z]{2})([-_][a-z]{2,4})?\s*$/i.exec(cell)?.[1]?.toLowerCase();
  return locales.find((locale) => locale === code) ?? languageNames().get(plain(cell));
}

let known: Map<string, Locale> | undefined;

function languageNames(): Map<string, Locale> {
  known ??= new Map(
    locales.flatMap((reader) => {
      const display = new Intl.DisplayNames([reader], { type: 'language' });
      return locales.map((locale) => [plain(display.of(locale) ?? locale), locale] as const);
    }),
  );
  return known;
}
