import type { TenantIdentity } from '@/access/scope';
import { type Env, readEnv } from '@/platform/env';

/**
 * The origin under which visitors reach `host`: never from a request's header, so that a
 * forged one can't get into a mail. Plain HTTP with the port on a development machine, HTTPS
 * where a proxy in front ends it.
 */
export function originOf(host: string, env: Env = readEnv()): string {
  if (env.TRUSTED_PROXIES.length > 0) return `https://${host}`;
  return env.PORT === 80 ? `http://${host}` : `http://${host}:${env.PORT}`;
}

/** `path` begins with a slash and is of the portal: `/tickets/12`. */
export function portalUrl(tenant: Pick<TenantIdentity, 'managedHost'>, path = '/'): string {
  return originOf(tenant.managedHost) + path;
}

/** `path` begins with `/console`. */
export function consoleUrl(tenant: Pick<TenantIdentity, 'managedHost'>, path = '/console'): string {
  return originOf(tenant.managedHost) + path;
}

/** The managed host of a slug. */
export function managedHostOf(slug: string, env: Env = readEnv()): string {
  return `${slug}.${env.BASE_DOMAIN}`;
}
