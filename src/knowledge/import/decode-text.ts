/**
 * The text of a file: UTF-8, UTF-16 with its mark, else the code page that Windows writes. Undefined
 * for what is no text. Pure.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = decoded(bytes).replace(/\r\n?/g, '\n');
  return text.includes('\0') ? undefined : text;
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
