/** How a run of text is set. `link` has an address, and a title where one was given. */
export interface TextMark {
  type: 'link' | 'bold' | 'italic' | 'strike' | 'code';
  attrs?: Record<string, unknown>;
}

/**
 * A piece of an article as the editor holds it, in ProseMirror's JSON. What there is:
 * `doc`, `paragraph`, `heading` (level 2–6), `bulletList` and `orderedList` (start; both: tight),
 * `listItem` (checked: null for no box), `codeBlock` (language), `blockquote`, `callout` (kind),
 * `table` of `tableRow` of `tableHeader` and `tableCell` (align), `horizontalRule`, and in lines
 * `text`, `hardBreak` and `image` (src, alt, title).
 */
export interface DocumentNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: DocumentNode[];
  marks?: TextMark[];
  text?: string;
}

/** From the outside in: a link holds bold text, and nothing is inside of code. */
export const markOrder = ['link', 'bold', 'italic', 'strike', 'code'] as const;

/** Marks in their order, each once. */
export function withMark(marks: readonly TextMark[], mark: TextMark): TextMark[] {
  return [...marks.filter(({ type }) => type !== mark.type), mark].sort(
    (a, b) => markOrder.indexOf(a.type) - markOrder.indexOf(b.type),
  );
}

export const sameMark = (a: TextMark, b: TextMark) =>
  a.type === b.type && JSON.stringify(a.attrs) === JSON.stringify(b.attrs);

export const sameMarks = (a: readonly TextMark[] = [], b: readonly TextMark[] = []) =>
  a.length === b.length && a.every((mark, at) => sameMark(mark, b[at]!));
