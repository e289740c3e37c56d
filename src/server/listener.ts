import 'server-only';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Answer } from './answer';
import { answerRequest, type Site } from './answer-request';
import { Incoming } from './incoming';
import { type Connections, type HttpServer, limitConnections } from './limit-connections';
import type { IsTrusted } from './trusted-proxies';

/** Time-outs in milliseconds (docs/security.md, threat 32). */
export const limits = {
  /** From the connection's opening, or a request's first byte, to the last header. */
  headers: 15_000,
  /** From the connection's opening to the end of its TLS handshake. */
  handshake: 10_000,
  /** Between requests: longer than the minute that balancers keep theirs. */
  keepAlive: 72_000,
  /** Without a byte in either direction: a reader that reads nothing. Streams send heartbeats. */
  silence: 120_000,
  headerBytes: 16 * 1024,
} as const;

export interface Listener {
  server: HttpServer;
  connections: Connections;
}

/**
 * The HTTP server in front of Next. Every request passes `answerRequest`; what is no HTTP is
 * answered 400 or dropped here, and upgrades are dropped unless `onUpgrade` takes them.
 */
export function createListener(
  site: Site,
  { isTrusted, onUpgrade }: { isTrusted: IsTrusted; onUpgrade?: UpgradeHandler },
): Listener {
  const answering = answersOfSockets();
  const server = createServer(
    {
      IncomingMessage: Incoming,
      ServerResponse: Answer,
      headersTimeout: limits.headers,
      requestTimeout: 0, // watch-bodies.ts: an upload may take longer than a form
      keepAliveTimeout: limits.keepAlive,
      maxHeaderSize: limits.headerBytes,
      connectionsCheckingInterval: 1_000,
      requireHostHeader: true,
      insecureHTTPParser: false,
      noDelay: true,
    },
    (request, answer) => {
      answering.begin(request.socket, answer);
      void answerRequest(site, request, answer);
    },
  );
  server.maxHeadersCount = 200;
  server.setTimeout(limits.silence);
  const connections = limitConnections(server, isTrusted);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy();
    if (answering.isAmid(socket)) return socket.destroy(); // what we write now would be its body
    socket.end(statusLines[error.code ?? ''] ?? statusLines.usual);
  });
  server.on('upgrade', (request, socket, head) => {
    if (!onUpgrade) return socket.destroy();
    (socket as Socket).setTimeout(0);
    onUpgrade(request, socket as Socket, head);
  });
  return { server, connections };
}

/** Which answers are under way on a connection: several where requests are sent ahead. */
function answersOfSockets() {
  const open = new WeakMap<Duplex, Set<Answer>>();
  return {
    begin(socket: Duplex, answer: Answer) {
      const answers = open.get(socket) ?? new Set();
      open.set(socket, answers.add(answer));
      answer.once('close', () => answers.delete(answer));
    },
    isAmid: (socket: Duplex) => [...(open.get(socket) ?? [])].some((one) => one.headersSent),
  };
}

export type UpgradeHandler = (request: Incoming, socket: Socket, head: Buffer) => void;

const closing = 'Connection: close\r\nContent-Length: 0\r\n\r\n';
const statusLines: Record<string, string> = {
  HPE_HEADER_OVERFLOW: `HTTP/1.1 431 Request Header Fields Too Large\r\n${closing}`,
  ERR_HTTP_REQUEST_TIMEOUT: `HTTP/1.1 408 Request Timeout\r\n${closing}`,
  usual: `HTTP/1.1 400 Bad Request\r\n${closing}`,
};
