/** What may stand in braces in a canned reply. Pure: the editor's preview fills them in too. */
export const cannedVariables = [
  'contact',
  'company',
  'technician',
  'number',
  'title',
  'portal',
] as const;

export type CannedValues = Record<(typeof cannedVariables)[number], string>;

/** Fills the variables in, once: braces in a value stay, and so does an unknown word in braces. */
export function fillVariables(text: string, values: CannedValues): string {
  return text.replace(/\{(\w+)\}/g, (found, name: string) =>
    Object.hasOwn(values, name) ? values[name as keyof CannedValues] : found,
  );
}
