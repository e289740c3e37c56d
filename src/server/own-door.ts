import 'server-only';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sameBytes } from '@/platform/crypto';
import { newReference } from '@/platform/ids';
import { type RequestContext, withRequest } from '@/platform/request-context';
import { innerHeaders } from '@/tenants/face';
import { Answer } from './answer';
import { Incoming } from './incoming';
import type { HttpServer } from './limit-connections';

/**
 * Next repeats some requests to its own origin: where an action redirects, and where it was
 * posted to a page that doesn't bundle it. They come in here, on a loopback port of this
 * process alone, carrying the headers that the listener wrote and the secret of this start.
 * So it works whatever HOST is, behind TLS, and with several workers; and an action that was
 * forwarded shares the request's context, so its status reaches the visitor.
 */
export interface OwnDoor {
  origin: string;
  close(): void;
}

export async function openOwnDoor(
  hopSecret: string,
  handle: (request: IncomingMessage, answer: Answer) => Promise<unknown>,
  contextOf: (reference: string) => RequestContext | undefined,
): Promise<OwnDoor> {
  const server = createServer(
    { IncomingMessage: Incoming, ServerResponse: Answer, requestTimeout: 0 },
    (request, answer) => {
      if (!sameBytes(String(request.headers[innerHeaders.hop] ?? ''), hopSecret)) {
        return request.socket.destroy();
      }
      request.headers.host = String(request.headers['x-forwarded-host']);
      if (isForwarded(request)) request.headers[innerHeaders.kind] = 'inside';
      withRequest(innerContext(request, contextOf), () => handle(request, answer)).catch(() =>
        answer.destroy(),
      );
    },
  );
  await listenOnLoopback(server);
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => closeNow(server) };
}

function innerContext(
  { headers }: Pick<IncomingMessage, 'headers'>,
  contextOf: (reference: string) => RequestContext | undefined,
): RequestContext {
  const reference = String(headers[innerHeaders.reference] ?? '');
  const outer = contextOf(reference);
  if (outer && isForwarded({ headers })) return outer;
  const address = outer?.address ?? '';
  return { reference: reference || newReference(), address, headers: {} };
}

/** An action, sent to a page that bundles it: its path is that page's file, not an address. */
function isForwarded({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['x-action-forwarded'] !== undefined;
}

function listenOnLoopback(server: HttpServer): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, resolve);
  });
}

function closeNow(server: HttpServer) {
  server.close();
  server.closeAllConnections();
}
