/**
 * Host and path → which side of the product answers. Pure: the listener, next.config.ts, the
 * proxy and tests share it. It routes and guards nothing.
 */
export type Face = 'provider' | 'portal' | 'console' | 'api';

/**
 * Whose host it is: the installation's own, or a tenant's managed or custom one. `inside` marks
 * a request that Next repeats to itself by the path of a file, which is rewritten already.
 */
export type HostKind = 'provider' | 'managed' | 'custom' | 'inside';

/** Written on every request by our listener alone (what came in under these names is dropped). */
export const innerHeaders = {
  /** The normalised host name without a port: the only thing a tenant is resolved from. */
  host: 'x-tenant-host',
  /** A `HostKind`. */
  kind: 'x-tenant-kind',
  /** What the address bar shows after the host: where a sign-in leads back to. */
  path: 'x-tenant-path',
  /** On a custom host: the origin where the console answers, `https://acme.servicedesk.example.com`. */
  consoleOrigin: 'x-tenant-console-origin',
  reference: 'x-servicedesk-reference',
  hop: 'x-servicedesk-hop',
} as const;

export interface HostName {
  /** Lower case, without port and trailing dot; an IPv6 address keeps its brackets. */
  name: string;
  port: number | undefined;
}

const hostAndPort =
  /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9_]([a-z0-9_.-]{0,252}[a-z0-9_])?)\.?(?::(\d{1,5}))?$/;

/** Takes a Host header apart; undefined where it is no host (case, port and trailing dot aside). */
export function normaliseHost(raw: string): HostName | undefined {
  const parts = hostAndPort.exec(raw.trim().toLowerCase());
  const name = parts?.[1];
  if (name === undefined || name.includes('..')) return undefined;
  const port = parts?.[3] === undefined ? undefined : Number(parts[3]);
  return port !== undefined && (port < 1 || port > 65535) ? undefined : { name, port };
}

/** `pathname` as the visitor's address bar shows it. */
export function faceOf(pathname: string, kind: HostKind): Face {
  if (isBelow(pathname, '/api')) return 'api';
  if (kind === 'provider') return 'provider';
  return isBelow(pathname, '/console') ? 'console' : 'portal';
}

function isBelow(pathname: string, root: string): boolean {
  return pathname === root || pathname.startsWith(`${root}/`);
}

/** Not of one face: the API, Next's own files, and the icons at the root of `src/app`. */
const everybodys = 'api/|_next/|favicon\\.ico$|icon[\\w.-]*$|apple-icon[\\w.-]*$';

/**
 * Next's `rewrites`: `/tickets` on a tenant's host renders `app/portal/tickets`, `/console/…`
 * stays as it is, and everything on the provider's host is below `app/provider`. A visitor who
 * writes `/portal/x` gets `/portal/portal/x`, which does not exist: each page has one address.
 */
export const faceRewrites = [
  {
    source: `/:path((?!${everybodys}).*)`,
    has: [{ type: 'header' as const, key: innerHeaders.kind, value: 'provider' }],
    destination: '/provider/:path',
  },
  {
    source: `/:path((?!${everybodys}|console$|console/).*)`,
    has: [{ type: 'header' as const, key: innerHeaders.kind, value: '(managed|custom)' }],
    destination: '/portal/:path',
  },
];
