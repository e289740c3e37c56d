/**
 * Where a link may lead: the web, a mail address, a telephone, a page of ours, a place in the text.
 * Anything else, such as `javascript:` in whatever spelling, is no link (undefined).
 */
export function safeLink(href: string): string | undefined {
  if (/[\p{Cc}\s\\]/u.test(href)) return undefined;
  return /^(https?:\/\/[^/]|mailto:[^/]|tel:[+\d]|\/(?!\/)|#)/i.test(href) ? href : undefined;
}

/** Pictures come from articles' own images alone: none tells another server who reads. */
export function safeImage(href: string): string | undefined {
  return /^\/api\/article-images\/[0-9a-f-]{36}$/.test(href) ? href : undefined;
}
