/**
 * The address with U+FFFD for NUL and for what is no UTF-8: Postgres takes neither, and nothing of
 * ours is called so. A percent sign in the path that encodes nothing stands for itself: Next
 * would answer 500. An absolute target at the very host that is asked becomes its path (RFC 9112,
 * 3.2.2); at any other it stays as it is, to be refused.
 */
export function wellFormedUrl(target: string, host = ''): string {
  const [, authority, rest] = /^https?:\/\/([^/?#]+)(.*)$/i.exec(target) ?? [];
  const isOwn = authority !== undefined && authority.toLowerCase() === host.toLowerCase();
  const url = isOwn ? `${rest!.startsWith('/') ? '' : '/'}${rest}` : target;
  const [path = ''] = url.split('?', 1);
  return withText(path.replace(/%(?![0-9a-f]{2})/gi, '%25')) + withText(url.slice(path.length));
}

function withText(url: string): string {
  return url.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
    const text = bytes.toString('utf8').replaceAll('\0', '\ufffd');
    return Buffer.from(text).equals(bytes) ? run : encodeURIComponent(text);
  });
}
