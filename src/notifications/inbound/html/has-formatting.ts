/**
 * Whether a mail's HTML shows what its text can't: pictures, tables, lists, links under words. Pure.
 */
export function hasFormatting(html: string | null): boolean {
  if (html === null) return false;
  return /<(img|table|[uo]l|h[1-6]|b|strong|i|em|u|a|pre|code|blockquote)[\s/>]/i.test(html);
}
