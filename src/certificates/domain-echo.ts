import 'server-only';
import { keyedHash, sameBytes } from '@/platform/crypto';
import { fetchPinned } from '@/platform/outbound';
import type { SeenAddress } from './host-facts';

/** Where every process of this installation answers `domainEcho`, on any host over plain HTTP. */
export const echoPath = (claim: string) => `/.well-known/servicedesk-echo/${claim}`;

/** What it answers there: nobody without our key can. */
export const domainEcho = (claim: string) => keyedHash('domain echo', claim);

/**
 * Asks at one address, as a visitor of the host would, whether we are behind it. This is how a
 * proxy in front (a CDN) is told from somebody else's server.
 */
export async function askEcho(
  host: string,
  address: string,
  { claim, port, ours }: { claim: string; port: number; ours: ReadonlySet<string> },
): Promise<SeenAddress['echo']> {
  const place = port === 80 ? host : `${host}:${port}`;
  const fetched = await fetchPinned(`http://${place}${echoPath(claim)}`, {
    addresses: [address],
    allowed: ours,
  });
  switch (fetched.outcome) {
    case 'answered':
      return sameBytes(fetched.body.trim(), domainEcho(claim)) ? 'ours' : 'other';
    case 'tooLarge':
      return 'other';
    case 'failed':
      return /^(ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|EAFNOSUPPORT)$/.test(fetched.code)
        ? 'unreachable'
        : 'closed';
    case 'timedOut':
      return 'closed';
    case 'refused':
      return 'refused';
  }
}
