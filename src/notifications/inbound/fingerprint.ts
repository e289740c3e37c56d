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
  let head: Buffer | undefined = Buffer.alloc(0);
  let header = '';
  const cut = (at: number, rest: Buffer) => {
    header = rest.subarray(0, at).toString('latin1');
    body.update(rest.subarray(at));
    head = undefined;
  };
  return {
    add(bytes) {
      if (!head) {
        body.update(bytes);
        return;
      }
      head = Buffer.concat([head, bytes]);
      const end = /\r?\n\r?\n/.exec(head.toString('latin1'));
      if (end) cut(end.index, head);
      else if (head.length > longestHeader) cut(longestHeader, head);
    },
    end() {
      if (head) cut(head.length, head);
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
