import 'server-only';
import { request } from 'node:http';
import { isPublicAddress } from './public-address';

export type Fetched =
  | { outcome: 'answered'; address: string; status: number; body: string }
  /** None of the addresses may be connected to: nothing was sent to anybody. */
  | { outcome: 'refused' }
  | { outcome: 'tooLarge' | 'timedOut' }
  /** Nobody listens there, or no way leads there; `code` is the system's (`ECONNREFUSED`). */
  | { outcome: 'failed'; code: string };

export interface Pinned {
  /** Where to connect, whatever the name in the URL resolves to; the first that may be is taken. */
  addresses: readonly string[];
  /** Addresses of our own, which may be private. */
  allowed?: ReadonlySet<string>;
  /** Milliseconds for everything together. */
  timeout?: number;
  maxBytes?: number;
}

/**
 * GETs a plain-HTTP URL whose host name a customer chose. It connects to a given address and never
 * resolves the name itself, so that what was checked is what is connected to. Private, loopback,
 * link-local and other special addresses are refused before any connection, redirects are not
 * followed, and no proxy or connection of others is used.
 */
export function fetchPinned(
  url: string,
  { addresses, allowed = new Set(), timeout = 4_000, maxBytes = 4_096 }: Pinned,
): Promise<Fetched> {
  const { protocol, host, port, pathname, search } = new URL(url);
  if (protocol !== 'http:') throw new Error(`${protocol} is not fetched here`);
  const address = addresses.find((one) => isPublicAddress(one) || allowed.has(one));
  if (address === undefined) return Promise.resolve({ outcome: 'refused' });
  return new Promise((resolve) => {
    const outgoing = request({
      host: address,
      port: port || 80,
      path: pathname + search,
      agent: false,
      setHost: false,
      headers: { Host: host, 'User-Agent': 'Servicedesk', Connection: 'close' },
      maxHeaderSize: 16_384,
    });
    const end = (fetched: Fetched) => {
      clearTimeout(timer);
      resolve(fetched);
      outgoing.destroy();
    };
    const timer = setTimeout(end, timeout, { outcome: 'timedOut' });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      end({ outcome: 'failed', code: error.code ?? 'unknown' });
    });
    outgoing.on('response', (incoming) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      incoming.on('data', (part: Buffer) => {
        bytes += part.length;
        parts.push(part);
        if (bytes > maxBytes) end({ outcome: 'tooLarge' });
      });
      incoming.on('error', () => end({ outcome: 'failed', code: 'ECONNRESET' }));
      incoming.on('end', () => {
        const body = Buffer.concat(parts).toString('utf8');
        end({ outcome: 'answered', address, status: incoming.statusCode ?? 0, body });
      });
    });
    outgoing.end();
  });
}
