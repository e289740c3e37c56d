type Field = HTMLInputElement | HTMLTextAreaElement;

/** Puts a text where the cursor stands, in place of what is marked, and goes on behind it. */
export function insertAt(field: Field, text: string, onChange: (whole: string) => void): void {
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? start;
  onChange(field.value.slice(0, start) + text + field.value.slice(end));
  const behind = start + text.length;
  // The value comes with the next drawing, and takes the cursor to its end.
  requestAnimationFrame(() => {
    field.focus();
    field.setSelectionRange(behind, behind);
  });
}
