import { describe, expect, it } from 'vitest';
import { parseCsv } from '@/people/csv';
import { columnsOf, languageOf, yesNoOf } from '@/people/import-columns';
import { freeUsername, usernameFrom } from '@/people/usernames';
import { strictAddress } from '@/platform/mail-address';

const cells = (text: string) => parseCsv(text).map((line) => line.cells);

describe('CSV', () => {
  it('is read as RFC 4180 says', () => {
    expect(cells('a,b\r\n"1,1","say ""hi"""\r\n')).toEqual([
      ['a', 'b'],
      ['1,1', 'say "hi"'],
    ]);
    expect(cells('a,b\n,\n\n"",x')).toEqual([
      ['a', 'b'],
      ['', ''],
      ['', 'x'],
    ]);
    expect(cells('a\rb\rc')).toEqual([['a'], ['b'], ['c']]);
    expect(cells('')).toEqual([]);
  });

  it('takes the separator of the first line, not one in quotes', () => {
    expect(cells('a;b\n1,5;2')).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ]);
    expect(cells('"a;b;c",d\n1,2')).toEqual([
      ['a;b;c', 'd'],
      ['1', '2'],
    ]);
    expect(cells('a\tb\n1\t2')[1]).toEqual(['1', '2']);
  });

  it('drops a byte order mark and counts lines as an editor does', () => {
    expect(parseCsv('\uFEFFname\n"two\nlines"\n\nlast')).toEqual([
      { line: 1, cells: ['name'] },
      { line: 2, cells: ['two\nlines'] },
      { line: 5, cells: ['last'] },
    ]);
  });

  it('names the line of quotes that never end', () => {
    expect(() => parseCsv('a\nb\n"c\nd')).toThrow(expect.objectContaining({ line: 3 }));
  });
});

describe('columns', () => {
  it.each([
    ['Company', 'Name', 'E-mail', 'Language', 'Phone', 'Primary'],
    ['Entreprise', 'Nom', 'Adresse e-mail', 'Langue', 'Téléphone', 'Principal'],
    ['Unternehmen', 'Name', 'E-Mail-Adresse', 'Sprache', 'Telefon', 'Hauptkontakt'],
    ['Empresa', 'Nombre', 'Correo electrónico', 'Idioma', 'Teléfono', 'Principal'],
    ['Azienda', 'Nome', 'Indirizzo e-mail', 'Lingua', 'Telefono', 'Principale'],
  ])('are known as %s, %s …', (...header) => {
    expect([...columnsOf(header)!.keys()]).toEqual([
      'company',
      'name',
      'email',
      'language',
      'phone',
      'primary',
    ]);
  });

  it('need company and name; others may stand between', () => {
    expect(columnsOf(['company', 'email'])).toBeUndefined();
    expect(columnsOf(['x', 'name', 'y', 'company'])!.get('company')).toBe(3);
  });

  it('understand languages and yes and no in words', () => {
    expect(
      ['fr', 'DE', 'es-MX', 'Français', 'deutsch', 'Inglés', 'Tedesco'].map(languageOf),
    ).toEqual(['fr', 'de', 'es', 'fr', 'de', 'en', 'de']);
    expect([languageOf(''), languageOf('klingon'), languageOf('pt')]).toEqual([
      null,
      undefined,
      undefined,
    ]);
    expect(['ja', 'OUI', 'sì', 'Sí', '1', 'TRUE'].every((word) => yesNoOf(word))).toBe(true);
    expect([yesNoOf('nein'), yesNoOf(''), yesNoOf('maybe')]).toEqual([false, false, undefined]);
  });
});

describe('usernames', () => {
  it.each([
    ['Jürgen Groß', 'de', 'juergen.gross'],
    ['Jürgen Groß', 'fr', 'jurgen.gross'],
    ['Agüero Núñez', 'es', 'aguero.nunez'],
    ['Anne-Sophie de l’Étang', 'fr', 'anne-sophie.letang'],
    ['Niccolò D’Amico', 'it', 'niccolo.damico'],
    ['Søren Østergård', 'en', 'soren.ostergard'],
    ['Œuvrard', 'fr', 'oeuvrard'],
    ['Ana  María   López', 'es', 'ana.lopez'],
    ['李 小龍', 'en', 'jane.doe'],
    ['!!!', 'en', 'jane.doe'],
  ])('of %s (%s) is %s', (name, language, username) => {
    expect(usernameFrom(name, 'Jane.Doe@acme.test', language)).toBe(username);
  });

  it('is “contact” where nothing is left, short, and numbered', () => {
    expect(usernameFrom('李', null, 'en')).toBe('contact');
    expect(usernameFrom(`${'a'.repeat(60)} b`, null, 'en')).toHaveLength(40);
    expect(freeUsername('a.b', new Set(['a.b', 'a.b-2']))).toBe('a.b-3');
  });
});

describe('addresses', () => {
  it.each([
    ['Jane.Doe@Acme.TEST', 'jane.doe@acme.test'],
    [" o'neil+tag@a-b.co.test ", "o'neil+tag@a-b.co.test"],
    ['j@bücher.test', 'j@xn--bcher-kva.test'],
    ['"e@a.com"@v.com', undefined],
    ['e＠v.com', undefined],
    ['e@v．com', undefined],
    ['a@b@c.test', undefined],
    ['a b@c.test', undefined],
    ['a@c.test, b@c.test', undefined],
    ['a@[127.0.0.1]', undefined],
    ['a@127.0.0.1', undefined],
    ['a@c.test\nBcc: b@c.test', undefined],
    ['é@c.test', undefined],
    [`${'a'.repeat(65)}@c.test`, undefined],
    ['', undefined],
  ])('%j is %j', (text, address) => {
    expect(strictAddress(text)).toBe(address);
  });
});
