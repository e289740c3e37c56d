import type { Scope } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import type { FieldDefinition, FieldValue, FieldValues } from './field';
import { parseValue } from './parse-value';

type Parsing = Pick<FieldDefinition, 'key' | 'type' | 'choices'>;

/**
 * What a field begins with, as it is kept; an admin writes numbers in their language. Refuses (422)
 * what doesn't fit the field.
 */
export function readDefault(
  scope: Scope,
  field: Parsing,
  raw: unknown,
  part = 'defaultValue',
): FieldValue {
  if (raw === null || raw === '') return null;
  const language = scope.actor.kind === 'technician' ? scope.language : undefined;
  const parsed = parseValue(field, raw, language);
  if ('value' in parsed) return parsed.value;
  throw new Refusal('ticketFields.defaultDoesNotFit', {
    status: 422,
    fields: { [part]: 'ticketFields.defaultDoesNotFit' },
  });
}

/** The same by company; one that begins with nothing of its own is left out. */
export function readDefaults(
  scope: Scope,
  field: Parsing,
  raw: Readonly<Record<string, unknown>>,
): FieldValues {
  const read = Object.entries(raw).map(
    ([companyId, value]) =>
      [companyId, readDefault(scope, field, value, 'companyDefaults')] as const,
  );
  return Object.fromEntries(read.filter(([, value]) => value !== null));
}
