import 'server-only';

/** What a TLS client says before anything is encrypted, as far as it decides who answers. */
export interface ClientHello {
  /** As it was sent; undefined where the client names no host. */
  serverName: string | undefined;
  /** ALPN, the client's favourite first. */
  protocols: string[];
}

/** RFC 8446, 5.1 and 4.1.2. */
const handshakeRecord = 22;
const clientHello = 1;
const extensions = { serverName: 0, protocols: 16 };
/** Longer ones exist in no client; a post-quantum key share makes two kilobytes. */
const longest = 18 * 1024;

/** What the bytes so far amount to: `more` where it goes on, `unreadable` where it is none. */
export type HelloSoFar = ClientHello | 'more' | 'unreadable';

/**
 * Reads the ClientHello at the beginning of a connection, which may span several records and
 * arrive in pieces of any size: call what comes back with each. Every byte is looked at once.
 */
export function createHelloReader(): (chunk: Buffer) => HelloSoFar {
  const header = { bytes: [] as number[], left: 0 };
  const message = { pieces: [] as Buffer[], gathered: 0, wanted: 4 };
  let seen = 0;

  /** True where this can't be the header of a hello's record. */
  const takeHeader = (byte: number): boolean => {
    header.bytes.push(byte);
    if (header.bytes[0] !== handshakeRecord) return true;
    if (header.bytes.length < 5) return false;
    header.left = header.bytes[3]! * 256 + header.bytes[4]!;
    header.bytes = [];
    return header.left === 0 || seen + header.left > longest;
  };

  const takePiece = (piece: Buffer): HelloSoFar => {
    header.left -= piece.length;
    message.pieces.push(piece);
    message.gathered += piece.length;
    if (message.gathered < message.wanted) return 'more';
    const all = Buffer.concat(message.pieces);
    if (all[0] !== clientHello) return 'unreadable';
    message.pieces = [all];
    message.wanted = 4 + all.readUIntBE(1, 3);
    if (message.wanted > longest) return 'unreadable';
    return all.length < message.wanted ? 'more' : readMessage(all.subarray(4, message.wanted));
  };

  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (header.left === 0) {
        seen++;
        if (takeHeader(chunk[at++]!)) return 'unreadable';
        continue;
      }
      const piece = chunk.subarray(at, at + header.left);
      at += piece.length;
      seen += piece.length;
      const read = takePiece(piece);
      if (read !== 'more') return read;
    }
    return 'more';
  };
}

function readMessage(message: Buffer): ClientHello | 'unreadable' {
  try {
    return readFields(message);
  } catch {
    return 'unreadable'; // a length led beyond the end
  }
}

function readFields(message: Buffer): ClientHello {
  let at = 2 + 32; // version, random
  at += 1 + message.readUInt8(at); // session id
  at += 2 + message.readUInt16BE(at); // cipher suites
  at += 1 + message.readUInt8(at); // compression
  const hello: ClientHello = { serverName: undefined, protocols: [] };
  if (at === message.length) return hello;
  const end = at + 2 + message.readUInt16BE(at);
  for (at += 2; at < end; ) {
    const kind = message.readUInt16BE(at);
    const length = message.readUInt16BE(at + 2);
    const body = message.subarray(at + 4, at + 4 + length);
    if (body.length < length) throw new RangeError('an extension is cut');
    if (kind === extensions.serverName) hello.serverName = readName(body);
    if (kind === extensions.protocols) hello.protocols = readProtocols(body);
    at += 4 + length;
  }
  return hello;
}

/** RFC 6066, 3: a list, in which only host names exist. */
function readName(body: Buffer): string | undefined {
  if (body.readUInt16BE(0) === 0 || body.readUInt8(2) !== 0) return undefined;
  return body.toString('latin1', 5, 5 + body.readUInt16BE(3));
}

/** RFC 7301, 3.1. */
function readProtocols(body: Buffer): string[] {
  const protocols: string[] = [];
  for (let at = 2; at < body.length; ) {
    const length = body.readUInt8(at);
    protocols.push(body.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return protocols;
}
