import { unstable_getResponseFromNextConfig as respond } from 'next/experimental/testing/server.js';
import { describe, expect, it } from 'vitest';
import { faceOf, faceRewrites, normaliseHost } from '@/tenants/face';

describe('normaliseHost', () => {
  it.each([
    ['Help.Acme.COM', { name: 'help.acme.com', port: undefined }],
    ['help.acme.com.', { name: 'help.acme.com', port: undefined }],
    ['help.acme.com.:8080', { name: 'help.acme.com', port: 8080 }],
    ['[::1]:3000', { name: '[::1]', port: 3000 }],
    ['127.0.0.1', { name: '127.0.0.1', port: undefined }],
  ])('reads %s', (raw, host) => expect(normaliseHost(raw)).toEqual(host));

  it.each(['', ' ', 'a b', 'a..b', 'a/b', 'a@b', 'a:b', 'a:0', 'a:99999', '.a', 'a,b', 'a\u0000'])(
    'refuses %j',
    (raw) => expect(normaliseHost(raw)).toBeUndefined(),
  );
});

describe('faceOf', () => {
  it.each([
    ['/', 'managed', 'portal'],
    ['/consoles', 'managed', 'portal'],
    ['/console', 'managed', 'console'],
    ['/console/tickets', 'custom', 'console'],
    ['/console', 'provider', 'provider'],
    ['/api/v1/tickets', 'provider', 'api'],
    ['/apis', 'managed', 'portal'],
  ] as const)('%s on a %s host is %s', (path, kind, face) => expect(faceOf(path, kind)).toBe(face));
});

describe('the rewrites', () => {
  const nextConfig = {
    rewrites: async () => ({ beforeFiles: faceRewrites, afterFiles: [], fallback: [] }),
  };
  const inside = async (path: string, kind: string) => {
    const headers = { 'x-tenant-kind': kind };
    const response = await respond({ url: `https://help.acme.test${path}`, nextConfig, headers });
    const to = response.headers.get('x-middleware-rewrite');
    return to === null ? path : new URL(to).pathname;
  };

  it.each([
    ['/', '/portal'],
    ['/tickets/12', '/portal/tickets/12'],
    ['/portal', '/portal/portal'],
    ['/provider/x', '/portal/provider/x'],
    ['/consoles', '/portal/consoles'],
    ['/apis', '/portal/apis'],
    ['/console', '/console'],
    ['/console/tickets/12', '/console/tickets/12'],
    ['/api/v1/tickets', '/api/v1/tickets'],
    ['/_next/static/a.js', '/_next/static/a.js'],
    ['/favicon.ico', '/favicon.ico'],
    ['/icon-192.png', '/icon-192.png'],
  ])('take %s on a tenant’s host to %s', async (path, target) => {
    for (const kind of ['managed', 'custom']) {
      expect((await inside(path, kind)).replace(/(.)\/$/, '$1')).toBe(target);
    }
  });

  it('take everything on the provider’s host below app/provider', async () => {
    expect((await inside('/', 'provider')).replace(/(.)\/$/, '$1')).toBe('/provider');
    expect(await inside('/console', 'provider')).toBe('/provider/console');
    expect(await inside('/portal', 'provider')).toBe('/provider/portal');
  });

  it('leave alone what Next repeats to itself', async () => {
    expect(await inside('/portal/tickets', 'inside')).toBe('/portal/tickets');
  });
});
