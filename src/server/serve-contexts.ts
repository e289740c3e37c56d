import 'server-only';
import { certificatesOfHosts } from '@/certificates/serve-certificate';
import { wildcardPair } from '@/certificates/wildcard';
import { readEnv } from '@/platform/env';
import { listen, onReconnect } from '@/platform/notify';
import { hasWildcard } from '@/tenants/urls';
import { createSniContexts, type SniContexts } from './sni-contexts';

/** The contexts of this process; a certificate that changes anywhere is asked about anew. */
export function serveContexts(): SniContexts {
  const contexts = createSniContexts({
    ofHosts: certificatesOfHosts,
    wildcard: wildcardPair,
    isBelowWildcard: (host) => hasWildcard() && isManaged(host),
  });
  for (const channel of ['servicedesk_certificates', 'servicedesk_domains'] as const) {
    listen(channel, (payload) => {
      const host = (payload as { host?: unknown } | null)?.host;
      if (host !== '*') contexts.outdate(typeof host === 'string' ? host : undefined);
    });
  }
  onReconnect(() => contexts.outdate());
  return contexts;
}

/** The base domain, or one label below it: what `*.‹BASE_DOMAIN›` is for. */
function isManaged(host: string): boolean {
  const base = readEnv().BASE_DOMAIN;
  if (host === base) return true;
  return host.endsWith(`.${base}`) && !host.slice(0, -base.length - 1).includes('.');
}
