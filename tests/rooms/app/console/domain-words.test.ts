import { expect, it } from 'vitest';
import { away } from '@/app/console/(inside)/admin/service-portal/_domains/away';
import { isSameCause } from '@/app/console/(inside)/admin/service-portal/_domains/cause-words';
import { hasEnded } from '@/app/console/(inside)/admin/service-portal/_domains/has-ended';
import { clock } from '@/platform/clock';

const english = { locale: 'en', timeZone: 'UTC' };

it.each([
  [0, '1 second ago'],
  [-400, '1 second ago'],
  [400, 'in 1 second'],
  [-59_000, '59 seconds ago'],
  [150_000, 'in 3 minutes'],
  [7_200_000, 'Jan 1, 1970, 2:00 AM'],
])('%i ms away is %s', (far, words) => {
  expect(away(far, far, english).replace('\u202f', ' ')).toBe(words);
});

it('tells two causes of one kind apart by their values, in whatever order', () => {
  const values = { host: 'a.test', found: '192.0.2.1' };
  const one = { key: 'strayAaaa', values };
  expect(
    isSameCause(one, { key: 'strayAaaa', values: { found: '192.0.2.1', host: 'a.test' } }),
  ).toBe(true);
  expect(isSameCause(one, { key: 'strayAaaa', values: { ...values, found: '192.0.2.2' } })).toBe(
    false,
  );
  expect(isSameCause(one, null)).toBe(false);
});

it('knows a certificate that browsers accept no more, where the host is served', () => {
  const of = (left: number) =>
    ({ notAfter: new Date(clock.now().getTime() + left) }) as Parameters<
      typeof hasEnded
    >[0]['certificate'];
  expect(hasEnded({ state: 'renewalAtRisk', certificate: of(60_000) })).toBe(false);
  expect(hasEnded({ state: 'renewalAtRisk', certificate: of(0) })).toBe(true);
  expect(hasEnded({ state: 'issuing', certificate: of(-60_000) })).toBe(false);
  expect(hasEnded({ state: 'active', certificate: null })).toBe(false);
});
