import { expect, test } from 'vitest';
import { sessionLine } from '@/app/portal/(signed-in)/app-settings/session-line';

const session = {
  id: '1',
  userAgent: '',
  address: '::1',
  method: 'password',
  methodName: null as string | null,
  createdAt: new Date(0),
  lastSeenAt: new Date(5),
  isCurrent: false,
};
const line = (more: Partial<typeof session>) =>
  sessionLine({ ...session, ...more }, (key, values) =>
    key === 'browserOn' ? `${values?.browser} on ${values?.system}` : [key, values?.name].join(' '),
  );

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
  ['curl/8.5.0', 'unknownBrowser '],
  ['', 'unknownBrowser '],
])('%s', (userAgent, expected) => {
  expect(line({ userAgent }).name).toBe(expected);
});

test('how a session began, where that was not by the password', () => {
  expect(line({}).how).toBeUndefined();
  expect(line({ method: 'link' }).how).toBe('byLink ');
  expect(line({ method: 'microsoft', methodName: 'Work' }).how).toBe('byProvider Work');
});
