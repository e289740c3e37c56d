/** A text inside XML 1.0, element or attribute: what means something is named, what may not be is gone. */
export function inXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A document that anybody may read, in UTF-8. */
export function xmlAnswer(
  type: 'application/xml' | 'application/atom+xml',
  root: string,
): Response {
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`, {
    headers: { 'Content-Type': `${type}; charset=utf-8` },
  });
}
