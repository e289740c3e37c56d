import 'server-only';
import { isBaseCovered, isWildcardReady } from '@/certificates/wildcard';
import { type Env, readEnv } from '@/platform/env';
import type { HostEntry } from '@/tenants/host-index';
import { hasWildcard, ordersManagedHosts, originOf } from '@/tenants/urls';
import type { Visitor } from './visitor';

/** Where a visitor belongs instead of here, or that there is nothing here yet. */
export type Direction = { to: string } | 'preparing' | undefined;

/**
 * Leads to HTTPS where the host has a certificate, and from a custom host of before to the one
 * that links name. A host whose certificate is on its way says so: no form is ever served by
 * plain HTTP where HTTPS is or will be. Undefined: the visitor is right here.
 */
export function directVisitor(
  { hostName, proto }: Pick<Visitor, 'hostName' | 'proto'>,
  entry: HostEntry,
  request: { method?: string; pathname: string; url: string },
  env: Env = readEnv(),
  /** The one certificate of all managed hosts: is it there yet, and for the base domain too? */
  wildcard = { isReady: isWildcardReady, coversBase: isBaseCovered },
): Direction {
  const isSecured = proto === 'https';
  if (entry.kind !== 'provider' && !entry.isReady) return 'preparing';
  const successor = isPageView(request) ? successorOf(hostName, entry, isSecured, env) : undefined;
  if (successor) return { to: successor + request.url };
  if (isSecured || env.HTTPS_PORT === undefined) return undefined;
  const isCovered =
    hasWildcard(env) &&
    (entry.kind === 'managed' || (entry.kind === 'provider' && wildcard.coversBase()));
  const isSecure = entry.kind !== 'provider' && entry.isSecure;
  if (isCovered && !isSecure && !wildcard.isReady()) return 'preparing';
  if (isCovered || isSecure) return { to: originOf(hostName, true, env) + request.url };
  return entry.kind === 'managed' && ordersManagedHosts(env) ? 'preparing' : undefined;
}

/** Forms, programs and files stay where they are; so does the console, which leads on by itself. */
function isPageView({ method, pathname }: { method?: string; pathname: string }): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return !/^\/(api|_next|console)(\/|$)/.test(pathname);
}

/** The origin of the tenant's primary host, for a visitor of another custom host of theirs. */
function successorOf(
  hostName: string,
  entry: HostEntry,
  isSecured: boolean,
  env: Env,
): string | undefined {
  if (entry.kind !== 'custom') return undefined;
  const { primaryHost } = entry.tenant;
  if (!primaryHost || primaryHost.host === hostName) return undefined;
  if (isSecured && !primaryHost.isSecure) {
    return env.TRUSTED_PROXIES.length > 0 ? originOf(primaryHost.host, false, env) : undefined;
  }
  return originOf(primaryHost.host, primaryHost.isSecure, env);
}
