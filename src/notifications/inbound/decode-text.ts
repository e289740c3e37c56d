import libmime from 'libmime';

/**
 * Text of bytes, whatever they are said to be. Programs say it wrongly or not at all: what claims
 * ASCII, UTF-8 or nothing is read as what it looks like, and so is what nobody has heard of. UTF-7
 * stays as it is: it writes markup without a `<`.
 */
export function decodeText(bytes: Uint8Array, charset: string | null): string {
  const name = (charset ?? '').toLowerCase().replace(/[^\w.:-]/g, '');
  if (saysNothing.test(name)) return asItLooks(bytes);
  // Scripts call everything Western; what reads as UTF-8 throughout is that.
  if (western.test(name)) return decoded(bytes, 'utf-8') ?? asItIs(bytes, name);
  return asItIs(bytes, name);
}

const asItIs = (bytes: Uint8Array, name: string) =>
  (name === 'utf-16' ? utf16(bytes) : decoded(bytes, name)) ?? asItLooks(bytes);
const western = /^(windows-?1252|cp-?1252|iso-?8859-?1(5)?|latin-?1)$/;

const saysNothing =
  /^(utf_?-?8(mb4)?|(us-?)?ascii|ansi_x3.*|unknown-?8bit|x-unknown|default|binary)?$/;

/** Japanese escapes, else UTF-8 if all of it is, else what its HTML says, else Windows’ Western. */
function asItLooks(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096));
  const start = head.toString('latin1');
  if (/^(\xff\xfe|\xfe\xff)/.test(start)) return utf16(bytes);
  const text = japanese.some((sign) => start.includes(sign))
    ? decoded(bytes, 'iso-2022-jp')
    : undefined;
  const said = /<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(start)?.[1];
  return (
    text ??
    decoded(bytes, 'utf-8') ??
    (said && decoded(bytes, said.toLowerCase())) ??
    new TextDecoder('windows-1252').decode(bytes)
  );
}

/** The escapes of ISO-2022-JP. */
const japanese = ['\u001b$@', '\u001b$B'];

/** Big end first where no mark says otherwise (RFC 2781, 4.3). */
function utf16(bytes: Uint8Array): string {
  const name = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be';
  return new TextDecoder(name).decode(bytes);
}

/** Undefined where nobody knows the name, or a byte makes no sense under it. */
function decoded(bytes: Uint8Array, name: string): string | undefined {
  try {
    return new TextDecoder(name, { fatal: name === 'utf-8' }).decode(bytes);
  } catch {
    if (name === 'utf-8') return undefined;
    const text = libmime.decodeWord(name, 'B', Buffer.from(bytes).toString('base64'));
    return text.includes('\uFFFD') ? undefined : text;
  }
}
