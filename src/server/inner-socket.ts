import 'server-only';
import { Duplex } from 'node:stream';

/** What is known of the connection that a request of HTTP/2 came in by. */
export interface PeerFacts {
  remoteAddress: string | undefined;
  remotePort: number | undefined;
  localPort: number | undefined;
  servername: string;
}

type Callback = (error?: Error | null) => void;

/**
 * One end of a connection that never leaves the process: what one end writes the other reads.
 * For Node's HTTP it is a socket under TLS.
 */
export class InnerSocket extends Duplex {
  readonly encrypted = true;
  readonly remoteAddress: string | undefined;
  readonly remotePort: number | undefined;
  readonly localPort: number | undefined;
  readonly servername: string;
  #other: InnerSocket | undefined;
  #isVisitor = false;
  #hasEnded = false;
  #onRead: Callback | undefined;

  constructor({ remoteAddress, remotePort, localPort, servername }: PeerFacts) {
    super();
    this.remoteAddress = remoteAddress;
    this.remotePort = remotePort;
    this.localPort = localPort;
    this.servername = servername;
  }

  /** `visitor` asks and `server` answers. */
  static pair(facts: PeerFacts): { visitor: InnerSocket; server: InnerSocket } {
    const [visitor, server] = [new InnerSocket(facts), new InnerSocket(facts)];
    visitor.#other = server;
    visitor.#isVisitor = true;
    server.#other = visitor;
    return { visitor, server };
  }

  override _read(): void {
    const goOn = this.#onRead;
    this.#onRead = undefined;
    goOn?.();
  }

  /** What comes too late for the other end is dropped: its answer may still be on the way. */
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Callback): void {
    const other = this.#other!;
    if (other.destroyed || other.#hasEnded || other.push(chunk)) done();
    else other.#onRead = done;
  }

  override _final(done: Callback): void {
    this.#other!.#end();
    done();
  }

  /** A visitor who leaves breaks the connection; a server that leaves has said what it said. */
  override _destroy(error: Error | null, done: Callback): void {
    const other = this.#other!;
    this._read();
    if (this.#isVisitor) other.destroy();
    else other.#end();
    done(error);
  }

  #end() {
    if (this.#hasEnded || this.destroyed) return;
    this.#hasEnded = true;
    this.push(null);
  }

  /** Of `net.Socket`, as far as HTTP asks for it. The session above has the time-outs. */
  setTimeout(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  destroySoon(): void {
    this.end();
  }
}
