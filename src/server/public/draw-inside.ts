import 'server-only';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { withRequest } from '@/platform/request-context';
import { innerHeaders } from '@/tenants/face';
import { Answer } from '../answer';
import { type Exchange, finishAnswer } from '../finish-answer';
import { Incoming } from '../incoming';
import { InnerSocket } from '../inner-socket';

/** An answer of Next's, whole. */
export interface Drawn {
  status: number;
  /** Names in lower case; without those that are of one connection or of one request. */
  headers: Record<string, string | string[]>;
  body: Buffer;
}

export type DrawInside = (
  exchange: Exchange,
  ask: { url: string; headers: Record<string, string> },
) => Promise<Drawn>;

/**
 * Asks Next for a page on nobody's behalf, over a connection that never leaves the process. No
 * header travels but those given, so the page can depend on nothing else. What verbs wish for in
 * the exchange's context (404, 503) holds as for every answer.
 */
export function drawInside(
  handle: (request: IncomingMessage, answer: ServerResponse) => Promise<unknown>,
): DrawInside {
  const underWay = new Map<string, Exchange>();
  const server = createServer(
    { IncomingMessage: Incoming, ServerResponse: Answer, requestTimeout: 0 },
    (request, answer) => {
      const exchange = underWay.get(String(request.headers[innerHeaders.reference]))!;
      answer.finish = { head: () => finishAnswer(answer, exchange), draining: () => false };
      withRequest(exchange.context, () => handle(request, answer)).catch(() => answer.destroy());
    },
  );
  return async (exchange, { url, headers }) => {
    const { reference } = exchange.context;
    underWay.set(reference, exchange);
    try {
      const { visitor, server: other } = InnerSocket.pair(ourselves);
      const answered = Promise.withResolvers<IncomingMessage>();
      httpRequest({ path: url, headers, createConnection: () => visitor, setHost: false })
        .on('response', answered.resolve)
        .on('error', answered.reject)
        .end();
      server.emit('connection', other);
      const answer = await answered.promise;
      const pieces: Buffer[] = [];
      for await (const piece of answer) pieces.push(piece as Buffer);
      visitor.destroy();
      const own = Object.entries(answer.headers).filter(([name]) => !ofOne.test(name));
      return {
        status: answer.statusCode ?? 500,
        headers: Object.fromEntries(own) as Drawn['headers'],
        body: Buffer.concat(pieces),
      };
    } finally {
      underWay.delete(reference);
    }
  };
}

const ourselves = {
  remoteAddress: '127.0.0.1',
  remotePort: 0,
  localPort: 0,
  servername: '',
};

/** Written for each answer anew. */
const ofOne =
  /^(connection|keep-alive|transfer-encoding|content-length|content-encoding|date|vary|etag|cache-control|x-reference|strict-transport-security)$/;
