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

/**
 * Reads the ClientHello at the beginning of a connection. `more` where it goes on in what has
 * not arrived yet, `unreadable` where it is none.
 */
export function readClientHello(bytes: Buffer): ClientHello | 'more' | 'unreadable' {
  const message = firstMessage(bytes);
  if (typeof message === 'string') return message;
  try {
    return readMessage(message);
  } catch {
    return 'unreadable'; // a length led beyond the end
  }
}

/** The first handshake message, which may span several records. */
function firstMessage(bytes: Buffer): Buffer | 'more' | 'unreadable' {
  const pieces: Buffer[] = [];
  let gathered = 0;
  for (let at = 0; ; ) {
    if (bytes.length > at && bytes[at] !== handshakeRecord) return 'unreadable';
    if (bytes.length < at + 5) return 'more';
    const end = at + 5 + bytes.readUInt16BE(at + 3);
    if (end === at + 5 || end > longest) return 'unreadable';
    if (bytes.length < end) return 'more';
    pieces.push(bytes.subarray(at + 5, end));
    gathered += end - at - 5;
    at = end;
    if (gathered < 4) continue;
    const all = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    if (all[0] !== clientHello) return 'unreadable';
    const length = all.readUIntBE(1, 3);
    if (length > longest) return 'unreadable';
    if (gathered >= 4 + length) return all.subarray(4, 4 + length);
  }
}

function readMessage(message: Buffer): ClientHello {
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
