import http2, { type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import https from 'node:https';
import tls, { type ConnectionOptions, type TLSSocket } from 'node:tls';

/** Ends where the handshake does: with a connection, or with the error of its alert. */
export function shakeHands(port: number, options: ConnectionOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host: '127.0.0.1', port, ...options });
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed')));
  });
}

/** The SHA-256 of the leaf that a host is served with, in hex with colons. */
export async function shownAt(port: number, servername: string, ca: string): Promise<string> {
  const socket = await shakeHands(port, { servername, ca });
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

export interface SecureAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One request by HTTP/1.1 over TLS, on a connection of its own. */
export function askSecurely(
  port: number,
  { host, ca, path = '/', method = 'GET', headers = {}, servername = host, body }: SecureAsk,
): Promise<SecureAnswer> {
  return new Promise((resolve, reject) => {
    const request = https.request(
      {
        ...{ host: '127.0.0.1', port, path, method, servername, ca, agent: false },
        headers: { host: `${host}:${port}`, ...headers },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

export interface SecureAsk {
  host: string;
  ca: string;
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  servername?: string;
  body?: Buffer | string;
}

/** A connection of HTTP/2 for one host, which speaks nothing else. */
export async function openHttp2(
  port: number,
  host: string,
  ca: string,
): Promise<ClientHttp2Session> {
  const session = http2.connect(`https://${host}:${port}`, {
    ca,
    createConnection: () =>
      tls.connect({ host: '127.0.0.1', port, servername: host, ca, ALPNProtocols: ['h2'] }),
  });
  await new Promise<void>((resolve, reject) => {
    session.once('connect', () => resolve());
    session.once('error', reject);
  });
  session.on('error', () => {});
  return session;
}

/** One request on it. Rejects where its stream is reset. */
export function askHttp2(
  session: ClientHttp2Session,
  headers: Record<string, string | string[]>,
  body?: Buffer | string,
): Promise<SecureAnswer> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ':path': '/', ...headers }, { endStream: body === undefined });
    let head: IncomingHttpHeaders & { ':status'?: number } = {};
    const chunks: Buffer[] = [];
    stream.on('response', (given) => {
      head = given;
    });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', reject);
    const answered = () =>
      resolve({
        status: head[':status'] ?? 0,
        headers: head,
        body: Buffer.concat(chunks).toString(),
      });
    // Once all has come it counts, though the connection may be closed before the stream is.
    stream.on('end', () => stream.rstCode === 0 && answered());
    stream.on('close', () =>
      stream.rstCode === 0 ? answered() : reject(new Error(`reset with ${stream.rstCode}`)),
    );
    if (body !== undefined) stream.end(body);
  });
}
