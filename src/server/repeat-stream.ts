import 'server-only';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { pipeline } from 'node:stream';
import { InnerSocket, type PeerFacts } from './inner-socket';
import type { HttpServer } from './limit-connections';

const { NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR } = constants;

/** Of one connection alone (RFC 9113, 8.2.2); `expect` is answered here. */
const hopByHop =
  /^(connection|keep-alive|proxy-connection|transfer-encoding|upgrade|te|trailer|expect|host)$/;

/**
 * Repeats a request of HTTP/2 as one of HTTP/1.1, in memory, to the server that answers all
 * others, and carries the answer back: whatever stands behind sees one kind of request.
 * A visitor who leaves breaks the inner connection too. Returns that connection's other end, or
 * undefined where the request was refused.
 */
export function repeatStream(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  raw: string[],
  { http, facts }: { http: HttpServer; facts: PeerFacts },
): InnerSocket | undefined {
  const head = readHead(headers, raw);
  if (!head) {
    stream.respond({ ':status': 400 }, { endStream: true });
    closeStream(stream, NGHTTP2_NO_ERROR);
    return undefined;
  }
  if (headers.expect !== undefined) stream.additionalHeaders({ ':status': 100 });
  const { visitor, server } = InnerSocket.pair(facts);
  const hasBody = !stream.endAfterHeaders;
  if (hasBody && headers['content-length'] === undefined) {
    head.headers.push('Transfer-Encoding', 'chunked');
  }
  const request = httpRequest({
    ...head,
    createConnection: () => visitor,
    setHost: false,
    maxHeaderSize: 64 * 1024,
  });
  http.emit('connection', server);
  request.on('response', (answer) => carryBack(answer, stream));
  request.on('error', () => {
    if (!stream.headersSent) closeStream(stream, NGHTTP2_INTERNAL_ERROR);
  });
  stream.on('close', () => visitor.destroy());
  if (hasBody) stream.pipe(request);
  else request.end();
  return server;
}

/** Undefined where it is none that HTTP/1.1 could say, or names two hosts. */
function readHead(headers: IncomingHttpHeaders, raw: string[]) {
  const { ':method': method, ':path': path, ':authority': authority } = headers;
  const hosts = raw.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  const host = authority ?? headers.host;
  if (!method || !path || !host || hosts > 1) return undefined;
  if (headers.host !== undefined && headers.host !== host) return undefined;
  if (!/^[\x21-\x7e]+$/.test(path) || !/^[A-Z]+$/.test(method)) return undefined;
  const inner = ['Host', host, 'Connection', 'close'];
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(':') || hopByHop.test(name) || value === undefined) continue;
    for (const one of [value].flat()) inner.push(name, one);
  }
  return { method, path, headers: inner };
}

function carryBack(answer: IncomingMessage, stream: ServerHttp2Stream) {
  if (stream.destroyed || stream.closed) return void answer.resume();
  const status = answer.statusCode ?? 500;
  stream.respond({ ':status': status, ...endToEnd(answer.rawHeaders) });
  if (stream.writableEnded) {
    answer.resume(); // HEAD, 204, 304
    return closeStream(stream, NGHTTP2_NO_ERROR);
  }
  pipeline(answer, stream, (error) => {
    closeStream(stream, error ? NGHTTP2_INTERNAL_ERROR : NGHTTP2_NO_ERROR);
  });
}

/** Whatever of its body still comes is not wanted; Node keeps a stream whose body nobody reads. */
export function closeStream(stream: ServerHttp2Stream, code: number): void {
  stream.unpipe();
  stream.resume();
  stream.close(code);
}

function endToEnd(raw: string[]): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase();
    const value = raw[at + 1]!;
    if (hopByHop.test(name)) continue;
    const before = headers[name];
    if (before === undefined) headers[name] = value;
    else if (name === 'set-cookie') headers[name] = [before, value].flat();
    else headers[name] = `${before}, ${value}`;
  }
  return headers;
}
