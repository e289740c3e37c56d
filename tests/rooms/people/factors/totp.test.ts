import { describe, expect, it } from 'vitest';
import { base32, codeOfStep, otpauthUri, stepAt, stepOfCode } from '@/people/factors/totp';

/** RFC 6238, appendix B: eight digits there, of which apps show the last six. */
const secret = Buffer.from('12345678901234567890');

describe('codes of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('are those of RFC 6238 at %i', (seconds, code) => {
    expect(codeOfStep(secret, stepAt(new Date(seconds * 1000)))).toBe(code);
  });

  it('hold in the period beside, not in the next but one', () => {
    const at = new Date(1234567890_000);
    const step = stepAt(at);
    for (const beside of [-1, 0, 1]) {
      expect(stepOfCode(secret, codeOfStep(secret, step + beside), at)).toBe(step + beside);
    }
    for (const away of [-2, 2]) {
      expect(stepOfCode(secret, codeOfStep(secret, step + away), at)).toBeUndefined();
    }
  });

  it('come from a secret that people can type and a QR code can hold', () => {
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
    expect(base32(secret)).toHaveLength(32);
    expect(otpauthUri(secret, 'Müller & Söhne: IT', 'a@b.test')).toBe(
      `otpauth://totp/M%C3%BCller%20%26%20S%C3%B6hne%3A%20IT:a%40b.test?secret=${base32(secret)}&issuer=M%C3%BCller%20%26%20S%C3%B6hne%3A%20IT`,
    );
  });
});
