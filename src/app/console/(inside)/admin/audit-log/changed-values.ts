import type { AuditEventView } from '@/audit/read-audit-events';

/** One value that an event names; undefined where there was none on that side. */
export interface ChangedValue {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/** Words for what is no text: ids that have a name, states and the like, yes and no. */
export interface ValueWords {
  names: ReadonlyMap<string, string>;
  of?: (name: string, value: string) => string | undefined;
  yes: string;
  no: string;
}

const unsaid = new Set(['messageId', 'attachmentId', 'attachmentIds', 'deliveryId', 'topic']);

/** Whether a value of an event is of use to programs only, and not shown. */
export const isOnlyForPrograms = (name: string): boolean => unsaid.has(name);

/** What differs between before and after, as text. An event of one side shows all of it. */
export function changedValues(
  { before, after }: Pick<AuditEventView, 'before' | 'after'>,
  words: ValueWords,
): ChangedValue[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .filter((name) => !isOnlyForPrograms(name))
    .map((name) => ({
      name,
      before: text(before?.[name], name, words),
      after: text(after?.[name], name, words),
    }))
    .filter((value) => value.before !== value.after);
}

/** Every id among the values: somebody's, perhaps, who has a name. */
export function idsIn({ before, after, subjectId }: AuditEventView): string[] {
  const values = [...Object.values(before ?? {}), ...Object.values(after ?? {})];
  return [subjectId, ...values.flat().filter((value) => typeof value === 'string')];
}

function text(value: unknown, name: string, words: ValueWords): string | undefined {
  if (value === undefined) return undefined;
  if (value === null || value === '') return '–';
  if (value === true) return words.yes;
  if (value === false) return words.no;
  if (typeof value === 'string') return words.names.get(value) ?? words.of?.(name, value) ?? value;
  if (Array.isArray(value)) return value.map((one) => text(one, name, words)).join(', ') || '–';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([part, inner]) => `${part}: ${text(inner, part, words)}`)
    .join(', ');
}
