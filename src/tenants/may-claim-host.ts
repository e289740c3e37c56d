import 'server-only';
import { isIP } from 'node:net';
import { getPublicSuffix } from 'tldts';
import { registeredDomainOf } from './registered-domain';

/** Endings that no name server of the internet answers for, or that are for other things. */
const reservedEndings = new Set(
  `localhost local localdomain internal intranet private invalid onion arpa lan home corp workgroup
  alt`.split(/\s+/),
);

export interface Unclaimable {
  /** A key under `refusals`. */
  key: string;
  values?: Record<string, string | number>;
}

/**
 * Why nobody may claim this host (of `readHostName`), or undefined where somebody may. `base` is
 * BASE_DOMAIN. Whether another tenant holds it is asked elsewhere.
 */
export function whyNotClaimable(host: string, base: string): Unclaimable | undefined {
  if (isIP(host)) return { key: 'domains.ipAddress' };
  if (host.startsWith('*.')) return { key: 'domains.wildcard' };
  if (host.length > 253 || host.split('.').some((label) => label.length > 63)) {
    return { key: 'domains.tooLong' };
  }
  if (host === base || host.endsWith(`.${base}`)) {
    return { key: 'domains.ownBase', values: { base } };
  }
  const ending = host.slice(host.lastIndexOf('.') + 1);
  if (reservedEndings.has(ending)) return { key: 'domains.reserved', values: { ending } };
  if (!host.includes('.')) return { key: 'domains.singleLabel' };
  if (getPublicSuffix(host, { allowPrivateDomains: true }) === host) {
    return { key: 'domains.publicSuffix', values: { host } };
  }
  if (registeredDomainOf(host) === host) {
    return { key: 'domains.apex', values: { host, suggestion: `help.${host}` } };
  }
  return undefined;
}
