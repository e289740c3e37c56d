import 'server-only';
import { constants } from 'node:crypto';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type SecureContext, type TLSSocket } from 'node:tls';
import { certificateName } from './certificate-name';
import { createHttp2Sessions, type Http2Sessions } from './http2-sessions';
import { type HttpServer, wireOf } from './limit-connections';
import { limits } from './listener';
import { readHello } from './read-hello';
import { type SniContexts, toContext } from './sni-contexts';
import { countHandshake } from './tls-figures';

/** What a client offers who wants to see a TLS-ALPN-01 challenge (RFC 8737). */
const challengeProtocol = 'acme-tls/1';

export interface TlsSources {
  http: HttpServer;
  /** False where an address has too many connections: the socket is gone then. */
  admit(socket: Socket): boolean;
  contexts: SniContexts;
  /** The certificate of a host's challenge, in PEM. */
  challenge(host: string): Promise<{ cert: string; key: string } | undefined>;
  /** 48 bytes that all processes of a start share: a session goes on in any of them. */
  ticketKeys: Buffer;
}

export interface TlsListener {
  server: NetServer;
  sessions: Http2Sessions;
  destroy(): void;
}

/**
 * The HTTPS listener. It reads whom the client wants before any TLS begins, so that an unknown
 * name costs an alert and no handshake, and a challenge's certificate is shown to nobody else.
 * HTTP/1.1 goes on to `http` as it is, HTTP/2 stream by stream.
 */
export function createTlsListener(sources: TlsSources): TlsListener {
  const sessions = createHttp2Sessions(sources.http);
  const open = new Set<Socket>();
  const deadlines = new Map<string, NodeJS.Timeout>();
  const settle = (socket: Socket) => {
    const key = wireOf(socket);
    clearTimeout(deadlines.get(key));
    deadlines.delete(key);
  };

  const visitors = createTlsServer({
    ...protocolOptions,
    ALPNProtocols: ['h2', 'http/1.1'],
    ticketKeys: sources.ticketKeys,
    SNICallback: (name, done) => answerName(sources.contexts, name, done),
  });
  visitors.on('secureConnection', (socket) => {
    settle(socket);
    countHandshake('ok');
    if (socket.alpnProtocol === 'h2') sessions.serve(socket);
    else sources.http.emit('connection', socket);
  });
  const authorities = createTlsServer({
    ...protocolOptions,
    ALPNProtocols: [challengeProtocol],
    SNICallback: (name, done) => showChallenge(sources, name, done),
  });
  authorities.on('secureConnection', (socket) => socket.end());
  for (const one of [visitors, authorities]) {
    one.on('tlsClientError', (_error, socket: TLSSocket) => {
      countHandshake('failed');
      socket.destroy();
    });
  }

  const hasChallenge = async (host: string) => (await sources.challenge(host)) !== undefined;
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => {}); // whoever breaks off has nothing more to say
    if (!sources.admit(socket)) return;
    const key = wireOf(socket);
    deadlines.set(
      key,
      setTimeout(() => socket.destroy(), limits.handshake),
    );
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      clearTimeout(deadlines.get(key));
      deadlines.delete(key);
    });
    readHello(socket, (hello) => {
      const isChallenge = hello.protocols.length === 1 && hello.protocols[0] === challengeProtocol;
      const isServed = isChallenge ? hasChallenge : sources.contexts.isServed;
      passOn(hello.serverName, socket, isServed, isChallenge ? authorities : visitors);
    });
  });
  return {
    server,
    sessions,
    destroy() {
      sessions.destroy();
      for (const socket of open) socket.destroy();
    },
  };
}

/**
 * TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only (Mozilla's intermediate
 * list of 2025). Without a certificate of its own: a name that has none gets none.
 */
const protocolOptions = {
  minVersion: 'TLSv1.2',
  honorCipherOrder: true,
  ciphers: [
    ...['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
    ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
    ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
    ...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
  ].join(':'),
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  handshakeTimeout: limits.handshake,
  ca: [],
} satisfies Parameters<typeof createTlsServer>[0];

/** RFC 8446, 6: a fatal alert in a record of its own. */
const alertOf = (description: number) => Buffer.from([21, 3, 1, 0, 2, 2, description]);
const alerts = { unrecognizedName: alertOf(112), internalError: alertOf(80) } as const;

function passOn(
  name: string | undefined,
  socket: Socket,
  isServed: SniContexts['isServed'],
  to: ReturnType<typeof createTlsServer>,
) {
  const refuse = (alert: keyof typeof alerts) => {
    countHandshake(alert === 'unrecognizedName' ? 'unknown_name' : 'failed');
    socket.write(alerts[alert], () => socket.destroy());
  };
  const go = (isKnown: boolean) => {
    if (socket.destroyed) return;
    if (isKnown) to.emit('connection', socket);
    else refuse('unrecognizedName');
  };
  const host = name && certificateName(name);
  const isKnown = host ? isServed(host) : false;
  if (isKnown instanceof Promise) isKnown.then(go, () => refuse('internalError'));
  else go(isKnown);
}

type Done = (error: Error | null, context?: SecureContext) => void;

function answerName(contexts: SniContexts, name: string, done: Done) {
  const found = contexts.find(name.toLowerCase());
  if (found instanceof Promise) found.then((context) => done(null, context), done);
  else done(null, found);
}

function showChallenge({ challenge }: TlsSources, name: string, done: Done) {
  challenge(name.toLowerCase()).then(
    (pair) => done(null, pair && toContext({ chain: pair.cert, key: pair.key })),
    done,
  );
}
