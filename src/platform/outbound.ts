import 'server-only';
import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { isIP } from 'node:net';
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
export function fetchPinned(url: string, pinned: Pinned): Promise<Fetched> {
  const { protocol } = new URL(url);
  if (protocol !== 'http:') throw new Error(`${protocol} is not fetched here`);
  return exchange(url, { ...pinned, method: 'GET' });
}

/** GETs a URL that a customer chose, by HTTP or HTTPS, under the same rules as `postPinned`. */
export function getPinned(
  url: string,
  { headers, ...pinned }: Pinned & { headers: Record<string, string> },
): Promise<Fetched> {
  requireWeb(url);
  return exchange(url, { ...pinned, method: 'GET', headers });
}

/**
 * POSTs `body` to a URL that a customer chose, by HTTP or HTTPS, under the same rules. The
 * certificate must be good for the URL's host.
 */
export function postPinned(
  url: string,
  { headers, body, ...pinned }: Pinned & { headers: Record<string, string>; body: string },
): Promise<Fetched> {
  requireWeb(url);
  const length = { 'Content-Length': String(Buffer.byteLength(body)) };
  return exchange(url, { ...pinned, method: 'POST', headers: { ...headers, ...length }, body });
}

function requireWeb(url: string): void {
  const { protocol } = new URL(url);
  if (!/^https?:$/.test(protocol)) throw new Error(`${protocol} is not sent here`);
}

interface Exchange extends Pinned {
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}

function exchange(
  url: string,
  { addresses, allowed = new Set(), timeout = 4_000, maxBytes = 4_096, ...sent }: Exchange,
): Promise<Fetched> {
  const { protocol, host, hostname, port, pathname, search } = new URL(url);
  const address = addresses.find((one) => isPublicAddress(one) || allowed.has(one));
  if (address === undefined) return Promise.resolve({ outcome: 'refused' });
  const isTls = protocol === 'https:';
  const name = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const outgoing = (isTls ? requestTls : requestPlain)({
      method: sent.method,
      host: address,
      port: port || (isTls ? 443 : 80),
      // An address is no name to ask for (RFC 6066, 3); the certificate is still compared with it.
      ...(isTls && { servername: isIP(name) ? '' : name }),
      path: pathname + search,
      agent: false,
      setHost: false,
      headers: { Host: host, 'User-Agent': 'Servicedesk', Connection: 'close', ...sent.headers },
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
    outgoing.end(sent.body);
  });
}
