import { afterEach, expect, it, vi } from 'vitest';
import { fingerprint } from '@/notifications/inbound/fingerprint';

afterEach(() => vi.restoreAllMocks());

const printOf = (raw: Buffer, packet: number) => {
  const mark = fingerprint();
  for (let at = 0; at < raw.length; at += packet) mark.add(raw.subarray(at, at + packet));
  return mark.end();
};
const mail = (header: string, id = 'a') =>
  Buffer.from(
    `${header}Message-ID: <${id}@customer.test>\r\nFrom: a@customer.test\r\n\r\nHello\r\n\r\nBye`,
  );

it('knows a mail in packets of any size, and by whatever way it came', () => {
  const whole = printOf(mail(''), 1000);
  for (const packet of [1, 2, 3, 4, 5, 7]) {
    expect(printOf(mail(''), packet)).toBe(whole);
    expect(printOf(mail('Received: by a\r\n'), packet)).toBe(whole);
    expect(printOf(mail('', 'b'), packet)).not.toBe(whole);
  }
});

it('copies a header that comes byte by byte only once', () => {
  const concat = vi.spyOn(Buffer, 'concat');
  const raw = mail(`X-Long: ${'x'.repeat(20_000)}\r\n`);
  printOf(raw, 1);
  const copied = concat.mock.results.reduce((sum, { value }) => sum + (value as Buffer).length, 0);
  expect(copied).toBeLessThanOrEqual(raw.length);
});
