import { expect, test } from 'vitest';
import { contentDisposition } from '@/app/api/attachments/content-disposition';

test('a plain name stands in both forms', () => {
  expect(contentDisposition('attachment', 'log.txt')).toBe(
    `attachment; filename="log.txt"; filename*=UTF-8''log.txt`,
  );
});

test.each([
  ['a"\r\nSet-Cookie: x=1.txt', 'quotes and line breaks'],
  ['../../etc/passwd', 'paths'],
  ['100%.pdf', 'percent signs'],
  ['back\\slash.txt', 'backslashes'],
  ["it's (1)*.txt", "the RFC's own signs"],
  ['写真\u202e.png', 'other scripts and direction marks'],
  ['half \ud800.txt', 'half a character'],
])('%j can neither end the header nor escape the quotes (%s)', (name) => {
  const header = contentDisposition('inline', name);
  expect(header).toMatch(
    /^inline; filename="[ !#$&-.0-[\]-~]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]*$/,
  );
  expect(() => new Headers({ 'Content-Disposition': header })).not.toThrow();
});

test('programs that know RFC 8187 get the very name', () => {
  const name = 'Übersicht «März» 100%.pdf';
  const encoded = contentDisposition('attachment', name).split("UTF-8''")[1]!;
  expect(decodeURIComponent(encoded)).toBe(name);
});
