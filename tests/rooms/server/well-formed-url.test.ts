import { expect, it } from 'vitest';
import { wellFormedUrl } from '@/server/well-formed-url';

it.each([
  ['/tickets?q=%00', '/tickets?q=%EF%BF%BD'],
  ['/tickets/1%002', '/tickets/1%EF%BF%BD2'],
  ['/%%00ff', '/%25%EF%BF%BDff'],
  ['/x?q=%%0000', '/x?q=%%EF%BF%BD00'],
  ['/console/companies/%ED%A0%80', '/console/companies/%EF%BF%BD%EF%BF%BD%EF%BF%BD'],
  ['/%2F%41%ff', '/%2FA%EF%BF%BD'],
  ['/%zz', '/%25zz'],
  ['/100%-off?q=100%', '/100%25-off?q=100%'],
  ['/tickets/%E0%A4%A', '/tickets/%EF%BF%BD%25A'],
  ['http://Help.acme.test:3000/tickets?q=1', '/tickets?q=1'],
  ['http://help.acme.test:3000', '/'],
  ['http://help.acme.test:3000?q=1', '/?q=1'],
])('%s becomes %s', (url, expected) => {
  expect(wellFormedUrl(url, 'help.acme.test:3000')).toBe(expected);
});

it.each([
  ...['/', '/tickets?q=%25&sort=%C3%A4%2f', '/%F0%9F%98%80?a=%', '/a+b%20c%0A'],
  ...['http://evil.test/', 'http://help.acme.test.evil.test/', 'http://a@help.acme.test/', '*'],
])('%s stays', (url) => {
  expect(wellFormedUrl(url, 'help.acme.test')).toBe(url);
});
