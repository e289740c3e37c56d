import 'server-only';
import { createHash } from 'node:crypto';

/** No more of a mail than this counts as its header. */
const longestHeader = 256 * 1024;

/**
 * Recognises a mail that is delivered again: of its Message-ID and its content, since servers on
 * the way write into the header. Without a Message-ID: of who wrote what when. Feed it the bytes
 * as they come.
 */
export function fingerprint(): { add(bytes: Uint8Array): void; end(): string } {
  const body = createHash('sha256');
  let head: Buffer[] | undefined = [];
  let size = 0;
  let header = '';
  const cut = (at: number, parts: Buffer[]) => {
    const whole = Buffer.concat(parts);
    header = whole.subarray(0, at).toString('latin1');
    body.update(whole.subarray(at));
    head = undefined;
  };
  let tail = '';
  return {
    add(bytes) {
      if (!head) {
        body.update(bytes);
        return;
      }
      // Only where these bytes may end it is looked at: senders decide how small their packets are.
      const seen = tail + Buffer.from(bytes).toString('latin1');
      const end = /\r?\n\r?\n/.exec(seen);
      const from = size - tail.length;
      head.push(Buffer.from(bytes));
      size += bytes.length;
      tail = seen.slice(-3);
      if (end) cut(from + end.index, head);
      else if (size > longestHeader) cut(longestHeader, head);
    },
    end() {
      if (head) cut(size, head);
      const id = fieldOf(header, 'message-id');
      const named =
        id || ['from', 'date', 'subject'].map((name) => fieldOf(header, name)).join('\n');
      return createHash('sha256').update(`${named}\n`).update(body.digest()).digest('hex');
    },
  };
}

function fieldOf(header: string, name: string): string {
  const unfolded = header.replace(/\r?\n[ \t]+/g, ' ');
  return new RegExp(`^${name}[ \\t]*:[ \\t]*(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
}
