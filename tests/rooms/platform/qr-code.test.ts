import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { qrCode, qrPath } from '@/platform/qr/qr-code';

const print = (text: string) =>
  createHash('sha256')
    .update(
      qrCode(text)
        .map((row) => row.map(Number).join(''))
        .join('\n'),
    )
    .digest('hex')
    .slice(0, 16);

describe('a QR code', () => {
  /** As another program has read them: one, several and unequal blocks, with and without a version. */
  it.each([
    [1, 21, 'x'],
    [40, 29, 'y'],
    [150, 49, 'z'],
    [400, 77, 'w'],
  ])('of %i letters is %i squares wide and as it was read', (length, size, letter) => {
    const text = letter.repeat(length);
    expect(qrCode(text)).toHaveLength(size);
    expect(print(text)).toMatchSnapshot();
  });

  it('is drawn with a quiet zone of four squares', () => {
    const { size, path } = qrPath('x');
    expect(size).toBe(29);
    expect(path).toMatch(/^M4 4h1v1h-1z/);
  });

  it('refuses what is too long for the largest that is drawn', () => {
    expect(qrCode('x'.repeat(663))).toHaveLength(97);
    expect(() => qrCode('x'.repeat(700))).toThrow(/too long/);
  });
});
