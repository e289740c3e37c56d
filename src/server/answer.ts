import 'server-only';
import { type OutgoingHttpHeader, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import {
  chooseEncoding,
  compressWhole,
  createEncoder,
  type Encoding,
  isCompressible,
  worthCompressing,
} from './compress';
import type { Incoming } from './incoming';

const bodiless = new Set([204, 304]);

/**
 * How long, in ms, and how much of an answer waits for its end. Most pages are whole by then and
 * leave in one piece: one compression, one write. What streams for longer loses nothing to it.
 */
const holdFor = 12;
const holdAtMost = 256 * 1024;

type Callback = (error?: Error | null) => void;

/** What the listener wants done with an answer when its head is about to be written. */
export interface Finish {
  /** Sets status and headers; a returned text becomes the whole answer instead of Next's. */
  head(answer: Answer): string | undefined;
  draining(): boolean;
}

/**
 * Node's response with one seam: everything that Next writes passes here once before the first
 * byte leaves, so that status and headers can still change, and through the compressor.
 */
export class Answer extends ServerResponse<Incoming> {
  finish: Finish | undefined;
  #replaced = false;
  #encoding: Encoding | undefined;
  #encoder: Transform | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #holding: NodeJS.Timeout | undefined;

  override writeHead(status: number, ...rest: unknown[]): this {
    if (this.headersSent) return this;
    this.statusCode = status;
    const headers = rest.at(-1) as OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined;
    if (typeof rest[0] === 'string') this.statusMessage = rest[0];
    if (headers && typeof headers === 'object') this.#take(headers);
    this.#begin(undefined);
    return this;
  }

  override write(chunk: unknown, encoding?: unknown, done?: Callback): boolean {
    if (!this.headersSent) this.#begin(undefined);
    if (this.#replaced) return later(encoding, done) ?? true;
    if (this.#encoding && !this.#encoder) {
      this.#hold(chunk as string | Uint8Array, encoding);
      return later(encoding, done) ?? true;
    }
    const write = this.#encoder ? this.#encoder.write.bind(this.#encoder) : super.write.bind(this);
    return (write as (...args: unknown[]) => boolean)(chunk, encoding, done);
  }

  /** Next sends the head of a page before its body: two writes where one does. */
  override flushHeaders(): void {
    if (!this.headersSent) this.#begin(undefined);
    if (!this.#encoding) super.flushHeaders();
  }

  override end(chunk?: unknown, encoding?: unknown, done?: unknown): this {
    const body = typeof chunk === 'function' ? undefined : (chunk as string | Buffer | null);
    const callback = [chunk, encoding, done].find((one) => typeof one === 'function') as Callback;
    if (!this.headersSent) this.#begin(body ? Buffer.byteLength(body) : 0);
    if (this.#replaced) {
      later(callback);
      return this;
    }
    if (this.#encoding && !this.#encoder) {
      if (body) this.#hold(body, encoding);
      if (!this.#encoder) {
        if (callback) this.once('finish', callback);
        return this.#endWhole(this.#encoding);
      }
      chunk = undefined; // it has gone into the stream
    }
    if (!this.#encoder) {
      (super.end.bind(this) as (...args: unknown[]) => this)(chunk, encoding, done);
      return this;
    }
    if (callback) this.once('finish', callback);
    const rest = typeof chunk === 'function' ? undefined : (chunk as string | Buffer | undefined);
    if (rest) this.#encoder.end(rest, ...([encoding].filter((e) => typeof e === 'string') as []));
    else this.#encoder.end();
    return this;
  }

  /** After `sendInstead` what Next still wants to say about its own answer is ignored. */
  override setHeader(name: string, value: number | string | readonly string[]): this {
    return this.#replaced ? this : super.setHeader(name, value);
  }

  override appendHeader(name: string, value: string | readonly string[]): this {
    return this.#replaced ? this : super.appendHeader(name, value);
  }

  override removeHeader(name: string): void {
    if (!this.#replaced) super.removeHeader(name);
  }

  /** The connection ends with this answer. */
  beLast(): void {
    this.shouldKeepAlive = false;
    this.setHeader('Connection', 'close');
  }

  /** Sends the whole answer now, while Next may still be working on its own. */
  sendInstead(body: string): void {
    const instead = this.finish?.head(this);
    this.#replace(instead ?? body);
  }

  /** Next calls this after each piece of a streamed page; our compressor flushes by itself. */
  flush(): void {}

  /** Once, before the head leaves. `whole` is the body's length where it is known. */
  #begin(whole: number | undefined) {
    const instead = this.finish?.head(this);
    if (this.finish?.draining()) this.beLast();
    if (instead !== undefined) return this.#replace(instead);
    const hasBody = this.req.method !== 'HEAD' && !bodiless.has(this.statusCode);
    const said = this.getHeader('content-length');
    if (hasBody) this.#compress(whole ?? Number(said ?? Number.POSITIVE_INFINITY));
    if (hasBody && !this.#encoding && said === undefined && whole !== undefined) {
      this.setHeader('Content-Length', whole);
    }
    super.writeHead(this.statusCode);
  }

  #replace(body: string) {
    this.removeHeader('transfer-encoding');
    this.removeHeader('content-encoding');
    this.setHeader('Content-Length', Buffer.byteLength(body));
    super.writeHead(this.statusCode);
    this.#replaced = true;
    super.end(this.req.method === 'HEAD' ? undefined : body);
  }

  #compress(length: number) {
    if (length < worthCompressing || this.hasHeader('content-encoding')) return;
    if (!isCompressible(String(this.getHeader('content-type') ?? ''))) return;
    if (!/accept-encoding/i.test(String(this.getHeader('vary') ?? ''))) {
      this.appendHeader('Vary', 'Accept-Encoding');
    }
    const encoding = chooseEncoding(this.req.headers['accept-encoding'] as string | undefined);
    if (!encoding) return;
    this.removeHeader('content-length');
    this.setHeader('Content-Encoding', encoding);
    this.#encoding = encoding;
  }

  #hold(chunk: string | Uint8Array, encoding: unknown) {
    const text = typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8';
    const piece = typeof chunk === 'string' ? Buffer.from(chunk, text) : Buffer.from(chunk);
    this.#held.push(piece);
    this.#heldBytes += piece.length;
    if (this.#heldBytes > holdAtMost) this.#stream();
    else this.#holding ??= setTimeout(() => this.#stream(), holdFor).unref();
  }

  #endWhole(encoding: Encoding): this {
    clearTimeout(this.#holding);
    const whole = compressWhole(encoding, Buffer.concat(this.#held, this.#heldBytes));
    this.#held = [];
    super.end(whole);
    return this;
  }

  /** It takes longer or is larger: what was held leaves now, the rest as it comes. */
  #stream() {
    clearTimeout(this.#holding);
    if (this.#encoder || !this.#encoding || this.destroyed) return;
    this.#encoder = this.#pipe(createEncoder(this.#encoding));
    for (const piece of this.#held) this.#encoder.write(piece);
    this.#held = [];
  }

  #pipe(encoder: Transform): Transform {
    encoder.on('data', (piece: Buffer) => {
      if (!super.write(piece)) encoder.pause();
    });
    encoder.on('end', () => super.end());
    encoder.on('drain', () => this.emit('drain'));
    encoder.on('error', () => this.destroy());
    this.on('drain', () => encoder.resume());
    this.once('close', () => encoder.destroy());
    return encoder;
  }

  #take(headers: OutgoingHttpHeaders | OutgoingHttpHeader[]) {
    const pairs = Array.isArray(headers)
      ? Array.from({ length: headers.length / 2 }, (_, at) => headers.slice(at * 2, at * 2 + 2))
      : Object.entries(headers);
    for (const [name, value] of pairs) {
      if (value !== undefined) this.setHeader(String(name), value as string);
    }
  }
}

function later(...callbacks: unknown[]): undefined {
  const callback = callbacks.find((one) => typeof one === 'function') as Callback | undefined;
  if (callback) queueMicrotask(() => callback());
}
