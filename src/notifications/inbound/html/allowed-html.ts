/**
 * What may be left of a mail: the structure of its text. No element of another namespace, none
 * whose content is raw text, no style, class, name or id: neither the sender's looks nor anything
 * that a browser could take apart differently from how it was written.
 */
export const allowedTags = [
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div', 'blockquote', 'pre', 'hr', 'br'],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ...['a', 'img', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'mark', 'small', 'sub', 'sup'],
  ...['code', 'kbd', 'samp', 'q', 'cite', 'abbr'],
];

export const allowedAttributes = {
  '*': ['dir'],
  a: ['href', 'target', 'rel'],
  img: ['src', 'alt', 'width', 'loading', 'referrerpolicy'],
  ol: ['start'],
  td: ['colspan', 'rowspan', 'align'],
  th: ['colspan', 'rowspan', 'align'],
};

/** Elements that go with all that is in them; any other that is not allowed leaves its text. */
export const droppedTags = [
  ...['script', 'style', 'title', 'template', 'noscript', 'textarea', 'option', 'select', 'button'],
  ...['svg', 'math', 'object', 'applet', 'audio', 'video', 'canvas', 'map', 'datalist'],
  ...['iframe', 'frameset', 'noframes', 'noembed', 'xmp', 'plaintext', 'listing'],
];

/**
 * Where a link of a mail may lead: the web, an address, a telephone. Never to a page of this host
 * by a short address: a mail can't know any. As the browser will read it, so that nothing is left
 * to interpret; undefined for everything else.
 */
export function mailLink(href: string | undefined): string | undefined {
  if (!href || !/^\s*(https?:\/\/|mailto:|tel:)/i.test(href)) return undefined;
  if (!URL.canParse(href)) return undefined;
  const { protocol, href: read } = new URL(href);
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) ? read : undefined;
}

/** Where a picture of another server is; encrypted only, as the browser would ask for it anyway. */
export function remotePicture(src: string | undefined): string | undefined {
  const link = mailLink(src?.replace(/^\s*\/\//, 'https://'));
  return link && /^https?:/.test(link) ? link.replace(/^http:/, 'https:') : undefined;
}
