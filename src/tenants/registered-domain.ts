import { getDomain } from 'tldts';

/**
 * The registered domain of a host (`acme.co.uk` of `help.acme.co.uk`) by the public suffix list,
 * private suffixes included: the unit of a certificate authority's limits. A host that is a
 * public suffix itself counts as its own.
 */
export function registeredDomainOf(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}
