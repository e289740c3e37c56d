/** What an S/MIME wrapper holds (RFC 8551): a mail to read, or one that only its recipient can. */
export type Unwrapped = { signed: Buffer } | { encrypted: true } | undefined;

/**
 * Looks into a `smime.p7m`: of a signed one the mail inside, unchecked – who wrote it is decided
 * by how it came. Undefined where it is neither or broken: then it is a file like another.
 */
export function unwrapSigned(bytes: Uint8Array): Unwrapped {
  try {
    const [type, wrapped] = childrenOf(elementAt(bytes, 0), 2);
    const kind = type && Buffer.from(type.content).toString('hex');
    if (kind && encrypted.has(kind)) return { encrypted: true };
    if (kind !== signedData || !wrapped) return undefined;
    const [data] = childrenOf(wrapped, 1);
    const inner = data && childrenOf(data, 3)[2];
    const [, content] = inner ? childrenOf(inner, 2) : [];
    const [octets] = content ? childrenOf(content, 1) : [];
    return octets && { signed: Buffer.concat(octetsOf(octets, 0)) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Object identifiers of RFC 5652 and 5083: signed; enveloped, encrypted, authenticated-enveloped. */
const signedData = '2a864886f70d010702';
const encrypted = new Set(['2a864886f70d010703', '2a864886f70d010706', '2a864886f70d0109100117']);

/** An element of BER (X.690). */
interface Element {
  isConstructed: boolean;
  content: Uint8Array;
  /** Where the next one begins. */
  end: number;
}

function elementAt(bytes: Uint8Array, at: number, depth = 0): Element {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined || (tag & 31) === 31) throw new RangeError('broken');
  if (depth > 16) throw new RangeError('too deep');
  const isConstructed = (tag & 32) !== 0;
  if (first === 0x80) return openEnded(bytes, at + 2, isConstructed, depth);
  const long = first & 0x80 ? first & 0x7f : 0;
  if (long > 4) throw new RangeError('too long');
  let length = long ? 0 : first;
  for (const byte of bytes.subarray(at + 2, at + 2 + long)) length = length * 256 + byte;
  const start = at + 2 + long;
  if (start + length > bytes.length) throw new RangeError('it ends too early');
  return { isConstructed, content: bytes.subarray(start, start + length), end: start + length };
}

/** One without a length: it goes on until two zeros. */
function openEnded(
  bytes: Uint8Array,
  start: number,
  isConstructed: boolean,
  depth: number,
): Element {
  let at = start;
  while (bytes[at] !== 0 || bytes[at + 1] !== 0) at = elementAt(bytes, at, depth + 1).end;
  return { isConstructed, content: bytes.subarray(start, at), end: at + 2 };
}

function childrenOf({ content }: Element, most: number): Element[] {
  const children: Element[] = [];
  for (let at = 0; at < content.length && children.length < most; ) {
    const child = elementAt(content, at);
    children.push(child);
    at = child.end;
  }
  return children;
}

/** An octet string may come in pieces. */
function octetsOf(element: Element, depth: number): Uint8Array[] {
  if (!element.isConstructed) return [element.content];
  if (depth > 4) throw new RangeError('too deep');
  return childrenOf(element, Number.POSITIVE_INFINITY).flatMap((one) => octetsOf(one, depth + 1));
}
