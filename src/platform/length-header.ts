/**
 * In which the answer of a route says how long its file is. Next keeps no `Content-Length` of a
 * route; the listener makes this one that. Without it a download that is cut off counts as whole
 * for HTTP/1.0, behind some proxies too, and no browser can say how far it is.
 */
export const lengthHeader = 'X-Servicedesk-Length';
