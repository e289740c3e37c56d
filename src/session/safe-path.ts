/**
 * A path of this host to go on to, or `/`. Refuses everything that a browser could read as
 * another host: `//e`, `/\e`, `https://…`, control characters (docs/security.md, row 31).
 */
export function safePath(wanted: string | null | undefined, fallback = '/'): string {
  if (!wanted?.startsWith('/') || /^\/[/\\]/.test(wanted)) return fallback;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers strip them before they read
  if (/[\u0000-\u001f\\]/.test(wanted)) return fallback;
  const url = new URL(wanted, 'http://here.invalid');
  // `/.//e` has become `//e` here.
  if (url.host !== 'here.invalid' || url.pathname.startsWith('//')) return fallback;
  return url.pathname + url.search + url.hash;
}
