import { Refusal } from '@/platform/errors';
import type { FieldDefinition, FieldValue, FieldValues } from './field';
import { parseValue } from './parse-value';

type Parsing = Pick<FieldDefinition, 'key' | 'type' | 'choices'>;

/** What a field begins with, as it is kept. Refuses (422) what doesn't fit the field. */
export function readDefault(field: Parsing, raw: unknown, part = 'defaultValue'): FieldValue {
  if (raw === null || raw === '') return null;
  const parsed = parseValue(field, raw);
  if ('value' in parsed) return parsed.value;
  throw new Refusal('ticketFields.defaultDoesNotFit', {
    status: 422,
    fields: { [part]: 'ticketFields.defaultDoesNotFit' },
  });
}

/** The same by company; one that begins with nothing of its own is left out. */
export function readDefaults(field: Parsing, raw: Readonly<Record<string, unknown>>): FieldValues {
  const read = Object.entries(raw).map(
    ([companyId, value]) => [companyId, readDefault(field, value, 'companyDefaults')] as const,
  );
  return Object.fromEntries(read.filter(([, value]) => value !== null));
}
