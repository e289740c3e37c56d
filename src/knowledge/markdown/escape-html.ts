const named: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Every character that means something in HTML becomes a name. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => named[character]!);
}

/** The same, but a character reference that stands in Markdown (`&nbsp;`) stays one. */
export function escapeText(text: string): string {
  return text.replace(
    /&(?!(?:#\d{1,7}|#[Xx][\dA-Fa-f]{1,6}|[A-Za-z]\w{1,30});)|[<>"']/g,
    (character) => named[character]!,
  );
}
