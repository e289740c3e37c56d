/** Boxes that stand out, written as in GitHub's Markdown: `> [!TIP]`. Pure. */
export const calloutKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const;
export type CalloutKind = (typeof calloutKinds)[number];

const mark = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

/** The kind that the text of a quotation begins with, and what follows it; else undefined. */
export function calloutOf(text: string): { kind: CalloutKind; rest: string } | undefined {
  const found = mark.exec(text);
  if (!found) return undefined;
  return { kind: found[1]!.toLowerCase() as CalloutKind, rest: text.slice(found[0].length) };
}
