/**
 * The address without NUL, and with U+FFFD for what is no UTF-8: Postgres takes neither, and nothing
 * of ours is called so.
 */
export function wellFormedUrl(url: string): string {
  return url.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
    const text = bytes.toString('utf8').replaceAll('\0', '');
    return Buffer.from(text).equals(bytes) ? run : encodeURIComponent(text);
  });
}
