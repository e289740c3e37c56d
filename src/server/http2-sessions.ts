import 'server-only';
import { constants, performServerHandshake, type ServerHttp2Session } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { HttpServer } from './limit-connections';
import { limits } from './listener';
import { closeStream, repeatStream } from './repeat-stream';

/**
 * What one connection of HTTP/2 may ask for. The limits that are not named are Node's: 32
 * settings a frame, 1,000 acknowledgements waiting (pings), 1,000 invalid frames.
 */
const options = {
  maxSessionMemory: 10, // MB
  maxHeaderListPairs: 200,
  maxSessionRejectedStreams: 100,
  // Rapid reset (CVE-2023-44487): so many at once, then so many a second, then the end.
  streamResetBurst: 200,
  streamResetRate: 20,
  settings: {
    // A browser's next request may overtake our own end of the one before.
    maxConcurrentStreams: 128,
    maxHeaderListSize: limits.headerBytes,
    initialWindowSize: 256 * 1024,
    enablePush: false,
  },
};

/** Requests of one connection that are still worked on, whatever its streams have come to. */
const mostUnderWay = 200;
/** RFC 9113, 6.8: a first GOAWAY that says that a last one will follow. */
const anyStream = 2 ** 31 - 1;

export interface Http2Sessions {
  serve(socket: TLSSocket): void;
  /** Tells the clients to come back elsewhere; what they have sent meanwhile is answered. */
  sayGoodbye(): void;
  /** Takes no more requests; each connection ends with its last answer. */
  close(): void;
  destroy(): void;
}

/** The connections of HTTP/2; their requests are answered by `http`. */
export function createHttp2Sessions(http: HttpServer): Http2Sessions {
  const sessions = new Set<ServerHttp2Session>();
  let isLeaving = false;
  return {
    serve(socket) {
      const session = performServerHandshake(socket, options);
      sessions.add(session);
      session.once('close', () => sessions.delete(session));
      session.on('error', () => {}); // a peer that breaks off or the rules: Node ends it
      setTimeouts(session);
      answerStreams(session, socket, http);
      if (isLeaving) session.close();
    },
    sayGoodbye() {
      isLeaving = true;
      for (const session of sessions) {
        if (!session.closed) session.goaway(constants.NGHTTP2_NO_ERROR, anyStream);
      }
    },
    close() {
      for (const session of sessions) session.close();
    },
    destroy() {
      for (const session of sessions) session.destroy();
    },
  };
}

/** Until its first words it has as long as a request's headers, then as long as any silence. */
function setTimeouts(session: ServerHttp2Session) {
  let open = 0;
  session.setTimeout(limits.headers, () => {
    if (open === 0) session.close();
    else session.destroy();
    setTimeout(() => session.destroy(), 1_000).unref();
  });
  session.once('remoteSettings', () => session.setTimeout(limits.silence));
  session.on('stream', (stream) => {
    open++;
    stream.once('close', () => open--);
  });
}

function answerStreams(session: ServerHttp2Session, socket: TLSSocket, http: HttpServer) {
  const facts = {
    remoteAddress: socket.remoteAddress,
    remotePort: socket.remotePort,
    localPort: socket.localPort,
    servername: typeof socket.servername === 'string' ? socket.servername : '',
  };
  let underWay = 0;
  session.on('stream', (stream, headers, _flags, rawHeaders) => {
    stream.on('error', () => {}); // its visitor left: the inner request is broken off
    if (underWay >= mostUnderWay) return closeStream(stream, constants.NGHTTP2_REFUSED_STREAM);
    underWay++;
    const inner = repeatStream(stream, headers, rawHeaders, { http, facts });
    if (inner) inner.once('close', () => underWay--);
    else underWay--;
  });
}
