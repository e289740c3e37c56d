/** Writes into a field at the cursor as if it were typed, so that it can be undone. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.focus();
  // The only way by which a browser's own undo knows of it; where it is gone, the text still comes.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Puts marks around what is selected. */
export function wrapText(field: HTMLTextAreaElement, before: string, after: string): void {
  const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
  insertText(field, `${before}${chosen}${after}`);
  if (chosen) return;
  const at = field.selectionEnd - after.length;
  field.setSelectionRange(at, at);
}

/** Puts a mark before every selected line. */
export function prefixLines(field: HTMLTextAreaElement, mark: (at: number) => string): void {
  const start = field.value.lastIndexOf('\n', field.selectionStart - 1) + 1;
  const next = field.value.indexOf('\n', field.selectionEnd);
  const end = next < 0 ? field.value.length : next;
  field.setSelectionRange(start, end);
  const lines = field.value.slice(start, end).split('\n');
  insertText(field, lines.map((line, at) => mark(at) + line).join('\n'));
}
