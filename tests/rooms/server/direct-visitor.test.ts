import { describe, expect, it } from 'vitest';
import { parseEnv } from '@/platform/env';
import { directVisitor } from '@/server/direct-visitor';
import type { HostEntry, TenantHost } from '@/tenants/host-index';

const base = 'desk.example.com';
const env = (more: Record<string, string> = {}) =>
  parseEnv({ BASE_DOMAIN: base, PORT: '80', ...more });
const plain = env();
const secure = env({ HTTPS_PORT: '443' });
const ordering = env({ HTTPS_PORT: '443', ACME_DIRECTORY_URL: 'https://ca.example/directory' });
const local = env({
  HTTPS_PORT: '8443',
  ACME_DIRECTORY_URL: 'https://ca.example/directory',
  BASE_DOMAIN: 'servicedesk.localhost',
});
const wildcard = env({ HTTPS_PORT: '8443', WILDCARD_CERT_FILE: 'a', WILDCARD_KEY_FILE: 'b' });
const proxied = env({ TRUSTED_PROXIES: 'loopback' });

const managed = `acme.${base}`;
const host = (
  kind: TenantHost['kind'],
  more: Partial<TenantHost> & { primary?: string; primaryIsSecure?: boolean } = {},
): HostEntry => {
  const { primary, primaryIsSecure = true, ...entry } = more;
  return {
    kind,
    isReady: true,
    isSecure: false,
    hsts: false,
    tenant: {
      id: 'an id',
      slug: 'acme',
      name: 'Acme',
      defaultLanguage: 'en',
      timeZone: 'UTC',
      isDemo: false,
      managedHost: managed,
      managedIsSecure: false,
      primaryHost: primary ? { host: primary, isSecure: primaryIsSecure } : null,
    },
    ...entry,
  };
};
const own = 'help.acme.test';
const former = 'support.acme.test';
const provider: HostEntry = { kind: 'provider' };
const https = 'https' as const;
const http = 'http' as const;

const ready = { isReady: () => true, coversBase: () => true };
const awaited = { ...ready, isReady: () => false };

describe('a visitor is led', () => {
  it.each([
    ['nowhere without HTTPS', plain, managed, http, host('managed'), undefined],
    [
      'nowhere where it was switched off',
      plain,
      own,
      http,
      host('custom', { isSecure: true }),
      undefined,
    ],
    [
      'nowhere where no certificate is to be had',
      secure,
      managed,
      http,
      host('managed'),
      undefined,
    ],
    [
      'to HTTPS on a custom host',
      secure,
      own,
      http,
      host('custom', { isSecure: true, primary: own }),
      `https://${own}/tickets?a=1`,
    ],
    [
      'to HTTPS on a managed host',
      ordering,
      managed,
      http,
      host('managed', { isSecure: true }),
      `https://${managed}/tickets?a=1`,
    ],
    [
      'to HTTPS under the wildcard, and its port',
      wildcard,
      managed,
      http,
      host('managed'),
      `https://${managed}:8443/tickets?a=1`,
    ],
    [
      'to HTTPS at the provider’s',
      wildcard,
      base,
      http,
      provider,
      `https://${base}:8443/tickets?a=1`,
    ],
    ['nowhere at the provider’s without one', secure, base, http, provider, undefined],
    [
      'nowhere by HTTPS',
      secure,
      own,
      https,
      host('custom', { isSecure: true, primary: own }),
      undefined,
    ],
    [
      'nowhere behind a proxy that ended it',
      proxied,
      own,
      https,
      host('custom', { primary: own }),
      undefined,
    ],
    [
      'to wait on a managed host before its certificate',
      ordering,
      managed,
      http,
      host('managed'),
      'preparing',
    ],
    [
      'nowhere below localhost, where no authority signs',
      local,
      'acme.servicedesk.localhost',
      http,
      host('managed'),
      undefined,
    ],
    [
      'to wait on a custom host before its certificate',
      ordering,
      own,
      http,
      host('custom', { isReady: false }),
      'preparing',
    ],
    [
      'to wait there by HTTPS too',
      ordering,
      own,
      https,
      host('custom', { isReady: false }),
      'preparing',
    ],
    [
      'nowhere on a custom host without any',
      plain,
      own,
      http,
      host('custom', { primary: own }),
      undefined,
    ],
    [
      'from a former host on',
      secure,
      former,
      https,
      host('custom', { isSecure: true, primary: own }),
      `https://${own}/tickets?a=1`,
    ],
    [
      'from a former host on, at once to HTTPS',
      secure,
      former,
      http,
      host('custom', { isSecure: true, primary: own }),
      `https://${own}/tickets?a=1`,
    ],
    [
      'from HTTPS never to plain HTTP',
      secure,
      former,
      https,
      host('custom', { isSecure: true, primary: own, primaryIsSecure: false }),
      undefined,
    ],
    [
      'not from the managed host',
      secure,
      managed,
      https,
      host('managed', { primary: own }),
      undefined,
    ],
  ] as const)('%s', (_name, given, name, proto, entry, to) => {
    const request = { method: 'GET', pathname: '/tickets', url: '/tickets?a=1' };
    const direction = directVisitor({ hostName: name, proto }, entry, request, given, ready);
    expect(direction).toEqual(to === undefined || to === 'preparing' ? to : { to });
  });

  it.each([host('managed'), provider])(
    'to wait while the certificate of all managed hosts is still being ordered',
    (entry) => {
      const request = { method: 'GET', pathname: '/', url: '/' };
      const visitor = { hostName: managed, proto: http } as const;
      expect(directVisitor(visitor, entry, request, wildcard, awaited)).toBe('preparing');
    },
  );

  it('nowhere at the provider’s where the operator’s certificate is for the labels below alone', () => {
    const request = { method: 'GET', pathname: '/', url: '/' };
    const labels = { isReady: () => true, coversBase: () => false };
    const visit = (hostName: string, entry: HostEntry) =>
      directVisitor({ hostName, proto: http }, entry, request, wildcard, labels);
    expect(visit(base, provider)).toBeUndefined();
    expect(visit(managed, host('managed'))).toEqual({ to: `https://${managed}:8443/` });
  });

  it.each([
    ['POST', '/tickets'],
    ['GET', '/api/v1/tickets'],
    ['GET', '/_next/static/a.js'],
    ['GET', '/console/tickets'],
  ])('not from a former host with %s %s', (method, url) => {
    const entry = host('custom', { isSecure: true, primary: own });
    const request = { method, pathname: url, url };
    expect(
      directVisitor({ hostName: former, proto: https }, entry, request, secure),
    ).toBeUndefined();
    expect(directVisitor({ hostName: former, proto: http }, entry, request, secure)).toEqual({
      to: `https://${former}${url}`,
    });
  });

  it('stays on our hosts whatever the address says', () => {
    const entry = host('custom', { isSecure: true, primary: own });
    const request = { method: 'GET', pathname: '//evil.test/', url: '//evil.test/' };
    const direction = directVisitor({ hostName: own, proto: http }, entry, request, secure);
    expect(new URL((direction as { to: string }).to).host).toBe(own);
  });
});
