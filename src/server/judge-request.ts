import 'server-only';
import type { IncomingMessage } from 'node:http';
import { type IsTrusted, plainAddress } from './trusted-proxies';
import type { Visitor } from './visitor';

const methods = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);
const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Bytes of a body: forms, JSON and server actions. Next's own limit for actions is the same. */
const usualBody = 1024 * 1024;
const megabyte = usualBody;
/** Paths that take a file, with what it may weigh and a little more; the verb says no in words. */
const uploads: readonly [path: RegExp, most: number][] = [
  // Attachments hold 25 MB; the rest is multipart's own.
  [/^\/api\/(attachments|v1\/tickets\/[^/]+\/attachments)\/?$/, 26 * megabyte],
  [/^\/api\/article-images\/?$/, 11 * megabyte],
  [/^\/api\/imports\/[^/]+\/?$/, 6 * megabyte],
  [/^\/api\/(v1\/)?article-imports\/?$/, 101 * megabyte],
];

/** Whether the body of a request to this path is a file that may take minutes. */
export function isUpload(pathname: string): boolean {
  return uploads.some(([path]) => path.test(pathname));
}

export function bodyLimit(pathname: string): number {
  return uploads.find(([path]) => path.test(pathname))?.[1] ?? usualBody;
}

/**
 * The status for a request that no browser or decent client sends: two Host headers, a missing
 * path or another host's absolute one (our own has lost its origin by then), a method we don't
 * have, a body that says it is too long. Node itself answers 400 to a missing Host and to
 * Content-Length beside Transfer-Encoding.
 */
export function oddRequest(request: IncomingMessage): 400 | 405 | 413 | undefined {
  if (!request.url?.startsWith('/')) return 400;
  if (!methods.has(request.method ?? '')) return 405;
  if (countHosts(request.rawHeaders) > 1) return 400; // none: a balancer's HTTP/1.0 probe
  const length = Number(request.headers['content-length'] ?? 0);
  return length > bodyLimit(pathOf(request.url)) ? 413 : undefined;
}

function countHosts(rawHeaders: string[]): number {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts;
}

/**
 * Whether a request that changes something may come from another site's page. The browser's
 * `Origin` must be ours: wherever there is a cookie, and on every page even without one (Next
 * runs a server action that has no Origin). A program calls the API with a key and no cookie.
 */
export function isCrossSite(
  request: IncomingMessage,
  visitor: Pick<Visitor, 'origin'>,
  pathname: string,
): boolean {
  if (safe.has(request.method ?? '')) return false;
  const { origin, cookie } = request.headers;
  if (origin !== undefined) return origin.toLowerCase() !== visitor.origin;
  return cookie !== undefined || !pathname.startsWith('/api/');
}

/**
 * Whether a request names another host than its TLS handshake did: the certificate that the
 * visitor was shown says nothing about it (RFC 9110, 7.4). A trusted proxy may name its visitor's.
 */
export function isMisdirected(
  { socket }: IncomingMessage,
  { hostName }: Pick<Visitor, 'hostName'>,
  isTrusted: IsTrusted,
): boolean {
  if (!('servername' in socket) || isTrusted(plainAddress(socket.remoteAddress))) return false;
  return String(socket.servername).toLowerCase() !== hostName;
}

/** The path of a request target, without its query. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}
