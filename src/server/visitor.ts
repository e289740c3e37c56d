import 'server-only';
import type { IncomingMessage } from 'node:http';
import { type HostName, normaliseHost } from '@/tenants/face';
import { type IsTrusted, plainAddress, visitorAddress } from './trusted-proxies';

/** Who asks and under which address of ours, after header hygiene. */
export interface Visitor {
  /** Without port: what a tenant is looked up by. */
  hostName: string;
  /** As the visitor's address bar shows it: `help.acme.com`, `acme.servicedesk.localhost:3000`. */
  host: string;
  proto: 'http' | 'https';
  /** `proto://host`: what an `Origin` header is compared with. */
  origin: string;
  address: string;
}

/**
 * Reads the visitor from a request, then drops every header that only we may write. Forwarded
 * ones count where the TCP peer is a trusted proxy. Undefined where the host is no host. A host
 * with a dot at its end is the one without it, in the origin too.
 */
export function readVisitor(request: IncomingMessage, isTrusted: IsTrusted): Visitor | undefined {
  const { headers, socket } = request;
  const peer = plainAddress(socket.remoteAddress);
  const behind = isTrusted(peer) ? headers : undefined;
  const chain = first(behind?.['x-forwarded-for']);
  const address = chain ? visitorAddress(peer, chain, isTrusted) : peer;
  const forwardedProto = last(behind?.['x-forwarded-proto']);
  const proto = 'encrypted' in socket || forwardedProto === 'https' ? 'https' : 'http';
  const hostName = normaliseHost(last(behind?.['x-forwarded-host']) || (headers.host ?? ''));
  dropPrivateHeaders(headers);
  if (headers.origin) headers.origin = headers.origin.replace(/\.(?=(:\d+)?$)/, '');
  if (!hostName) return undefined;
  const host = withPort(hostName, proto);
  return { hostName: hostName.name, host, proto, origin: `${proto}://${host}`, address };
}

function withPort({ name, port }: HostName, proto: Visitor['proto']): string {
  const usual = proto === 'https' ? 443 : 80;
  return port === undefined || port === usual ? name : `${name}:${port}`;
}

/**
 * Names that carry authority inside: ours, Next's own, and a proxy's. A visitor's are never
 * honoured, wherever they come from.
 */
const privateName =
  /^(x-forwarded-.+|forwarded|x-real-ip|x-middleware-.+|x-tenant-.+|x-servicedesk-.+|next-resume.*|x-action-forwarded|x-matched-path|x-now-.+|x-vercel-.+|x-nextjs-.+|x-invoke-.+|x-prerender-.+|x-next-.+|content-security-policy(-report-only)?|x-nonce)$/;

/** Next's router sends these itself from the browser. */
const browserSends = new Set(['x-nextjs-html-request-id', 'x-nextjs-request-id']);

function dropPrivateHeaders(headers: IncomingMessage['headers']) {
  for (const name in headers) {
    if (privateName.test(name) && !browserSends.has(name)) delete headers[name];
  }
}

const first = (value: string | string[] | undefined) =>
  Array.isArray(value) ? value.join(',') : value;
const last = (value: string | string[] | undefined) => first(value)?.split(',').at(-1)?.trim();
