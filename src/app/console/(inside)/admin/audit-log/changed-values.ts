import type { AuditEventView } from '@/audit/read-audit-events';

/** One value that an event names; undefined where there was none on that side. */
export interface ChangedValue {
  name: string;
  before: string | undefined;
  after: string | undefined;
}

/** What differs between before and after, as text. An event of one side shows all of it. */
export function changedValues({
  before,
  after,
}: Pick<AuditEventView, 'before' | 'after'>): ChangedValue[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => ({ name, before: text(before?.[name]), after: text(after?.[name]) }))
    .filter((value) => value.before !== value.after);
}

function text(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null || value === '') return '–';
  if (Array.isArray(value)) return value.length > 0 ? value.map(text).join(', ') : '–';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${text(inner)}`)
    .join(', ');
}
