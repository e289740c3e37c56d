import { type FieldCondition, type FieldValue, isEmpty } from './field';

/** Pure: forms ask it while somebody types, the server before it takes what was sent. */
interface Conditional {
  key: string;
  type: string;
  showWhen: FieldCondition | null;
}

/**
 * Whether a field belongs on a ticket with these values: its condition holds, and so does the
 * one of the field that it hangs on. Conditions go round in no circle (see `refuse-contradictions`).
 */
export function isDisplayed(
  field: Conditional,
  fields: readonly Conditional[],
  values: Readonly<Record<string, FieldValue | undefined>>,
): boolean {
  const { showWhen } = field;
  if (!showWhen) return true;
  const above = fields.find(({ key }) => key === showWhen.field);
  if (!above || !isDisplayed(above, fields, values)) return false;
  return wordsOf(above, values[above.key]).some((word) => showWhen.is.includes(word));
}

/** A value in the words of a condition. */
function wordsOf({ type }: Conditional, value: FieldValue | undefined): string[] {
  if (type === 'checkbox') return [String(value === true)];
  if (isEmpty(value)) return [];
  return Array.isArray(value) ? value : [String(value)];
}
