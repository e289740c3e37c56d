import type { TenantIdentity } from '@/access/scope';
import { type Env, readEnv } from '@/platform/env';

type Addresses = Pick<TenantIdentity, 'managedHost' | 'managedIsSecure' | 'primaryHost'>;

/**
 * The origin under which visitors reach `host`: never from a request's header, so that a
 * forged one can't get into a mail. HTTPS where we serve a certificate for it (`isSecure`) or
 * where a proxy in front ends it; else plain HTTP, with the port on a development machine.
 */
export function originOf(host: string, isSecure: boolean, env: Env = readEnv()): string {
  if (env.TRUSTED_PROXIES.length > 0) return `https://${host}`;
  const { HTTPS_PORT } = env;
  if (isSecure && HTTPS_PORT !== undefined) {
    return HTTPS_PORT === 443 ? `https://${host}` : `https://${host}:${HTTPS_PORT}`;
  }
  return env.PORT === 80 ? `http://${host}` : `http://${host}:${env.PORT}`;
}

/** `path` begins with a slash and is of the portal: `/tickets/12`. The own domain comes first. */
export function portalUrl(tenant: Addresses, path = '/'): string {
  const { primaryHost } = tenant;
  return primaryHost
    ? originOf(primaryHost.host, primaryHost.isSecure) + path
    : managedOrigin(tenant) + path;
}

/** `path` begins with `/console`. The console answers on the managed host alone. */
export function consoleUrl(tenant: Addresses, path = '/console'): string {
  return managedOrigin(tenant) + path;
}

export function managedOrigin(
  { managedHost, managedIsSecure }: Omit<Addresses, 'primaryHost'>,
  env: Env = readEnv(),
): string {
  return originOf(managedHost, managedIsSecure || hasWildcard(env), env);
}

/** The installation's own host. `isCovered`: the wildcard, where there is one, is for it too. */
export function providerOrigin(isCovered: boolean, env: Env = readEnv()): string {
  return originOf(env.BASE_DOMAIN, isCovered && hasWildcard(env), env);
}

/** The managed host of a slug. */
export function managedHostOf(slug: string, env: Env = readEnv()): string {
  return `${slug}.${env.BASE_DOMAIN}`;
}

/** Whether one certificate covers all managed hosts: the operator's own, or one by DNS-01. */
export function hasWildcard(env: Env = readEnv()): boolean {
  if (env.HTTPS_PORT === undefined) return false;
  return env.WILDCARD_CERT_FILE !== undefined || ordersWildcard(env);
}

export function ordersWildcard(env: Env = readEnv()): boolean {
  const { ACME_DIRECTORY_URL, RFC2136_NAMESERVER, WILDCARD_CERT_FILE } = env;
  return !!ACME_DIRECTORY_URL && !!RFC2136_NAMESERVER && !WILDCARD_CERT_FILE;
}

/**
 * Whether each managed host gets a certificate of its own. No authority signs names below
 * `localhost` (RFC 6761), which browsers trust over plain HTTP anyway.
 */
export function ordersManagedHosts(env: Env = readEnv()): boolean {
  if (!env.ACME_DIRECTORY_URL || hasWildcard(env)) return false;
  return !/(^|\.)localhost$/.test(env.BASE_DOMAIN);
}
