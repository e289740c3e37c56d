import 'server-only';
import { IncomingMessage } from 'node:http';

/** A request whose body is counted while it arrives, for senders that don't say its length. */
export class Incoming extends IncomingMessage {
  limit = Number.POSITIVE_INFINITY;
  received = 0;
  tooLarge: (() => void) | undefined;

  override push(chunk: Buffer | null, encoding?: BufferEncoding): boolean {
    if (chunk !== null) {
      this.received += chunk.length;
      if (this.received > this.limit) {
        this.limit = Number.POSITIVE_INFINITY; // once
        this.tooLarge?.();
        return false;
      }
    }
    return super.push(chunk, encoding);
  }

  /**
   * Throws away what still comes, whoever was reading it: a body that stands half-read keeps the
   * connection's next request from being seen.
   */
  discardRest(): void {
    if (this.complete || this.destroyed) return;
    this.unpipe();
    this.removeAllListeners('readable');
    this.removeAllListeners('data');
    this.on('data', () => {}).resume();
  }
}
