import { expect, it } from 'vitest';
import { wellFormedUrl } from '@/server/well-formed-url';

it.each([
  ['/tickets?q=%00', '/tickets?q='],
  ['/tickets/1%002', '/tickets/12'],
  ['/console/companies/%ED%A0%80', '/console/companies/%EF%BF%BD%EF%BF%BD%EF%BF%BD'],
  ['/%2F%41%ff', '/%2FA%EF%BF%BD'],
])('%s becomes %s', (url, expected) => {
  expect(wellFormedUrl(url)).toBe(expected);
});

it.each(['/', '/tickets?q=%25&sort=%C3%A4%2f', '/%F0%9F%98%80?a=%', '/%zz', '/a+b%20c%0A'])(
  '%s stays',
  (url) => {
    expect(wellFormedUrl(url)).toBe(url);
  },
);
