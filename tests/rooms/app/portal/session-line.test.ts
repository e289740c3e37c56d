import { expect, test } from 'vitest';
import { sessionLine } from '@/app/portal/(signed-in)/app-settings/session-line';

const name = (userAgent: string) =>
  sessionLine(
    {
      id: '1',
      userAgent,
      address: '::1',
      createdAt: new Date(0),
      lastSeenAt: new Date(5),
      isCurrent: false,
    },
    (key, values) => (key === 'browserOn' ? `${values?.browser} on ${values?.system}` : key),
  ).name;

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari on iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
    'Samsung Internet on Android',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  ['curl/8.5.0', 'unknownBrowser'],
  ['', 'unknownBrowser'],
])('%s', (userAgent, expected) => {
  expect(name(userAgent)).toBe(expected);
});
