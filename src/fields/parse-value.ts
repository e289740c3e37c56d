import {
  type FieldDefinition,
  type FieldType,
  type FieldValue,
  hasChoices,
  isEmpty,
} from './field';
import { numberIn } from './number-words';

/** The most characters of a text. */
export const longestText = 1_000;

/** What is wrong with a value: a key under `refusals`. */
export type Parsed = { value: FieldValue } | { fault: string };

/**
 * A value as it came from a form or a program, as the field keeps it. Blank is none. Choices
 * must be among the field's; a field that the product gives its choices to takes any here. A text
 * for a number is read as `language` writes it; programs know none and write `1234.5`.
 */
export function parseValue(
  field: Pick<FieldDefinition, 'key' | 'type' | 'choices'>,
  raw: unknown,
  language?: string,
): Parsed {
  if (field.type === 'checkbox') return checkbox(raw);
  if (field.type === 'multipleChoice') return several(field, raw);
  const single = Array.isArray(raw) ? raw.findLast((one) => one !== '') : raw;
  if (isEmpty(single as FieldValue)) return { value: null };
  if (field.type === 'number') return number(single, language);
  return parsers[field.type](String(typeof single === 'object' ? '' : single), field);
}

type Choosing = Pick<FieldDefinition, 'key' | 'choices'>;

const parsers: Record<
  Exclude<FieldType, 'checkbox' | 'multipleChoice' | 'number'>,
  (text: string, field: Choosing) => Parsed
> = {
  text: (text) => {
    const value = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
    return value.length > longestText
      ? { fault: 'ticketFields.textTooLong' }
      : { value: value || null };
  },
  date: (text) => (isDate(text) ? { value: text } : { fault: 'ticketFields.noDate' }),
  choice: (text, { choices }) =>
    choices.some(({ key }) => key === text) ? { value: text } : { fault: 'ticketFields.noChoice' },
};

/** What a double holds exactly. */
const mostNumber = Number.MAX_SAFE_INTEGER;

function number(raw: unknown, language: string | undefined): Parsed {
  const value = typeof raw === 'string' ? numberOf(raw, language) : raw;
  const fits = typeof value === 'number' && Math.abs(value) <= mostNumber;
  return fits ? { value } : { fault: 'ticketFields.noNumber' };
}

function numberOf(text: string, language: string | undefined): number | undefined {
  if (language) return numberIn(text, language);
  return /^\s*$/.test(text) ? undefined : Number(text.replace(/^([+-]?\d+),(\d+)$/, '$1.$2'));
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** A form sends '' and, where it is ticked, `true`. */
function checkbox(raw: unknown): Parsed {
  const last = Array.isArray(raw) ? raw.at(-1) : raw;
  if (last === true || last === 'true' || last === 'on') return { value: true };
  if (last === false || last === 'false' || last === '' || last === null) return { value: false };
  return { fault: 'fields.invalid' };
}

function several({ choices }: Choosing, raw: unknown): Parsed {
  const given = (Array.isArray(raw) ? raw : [raw]).filter((one) => one !== '' && one !== null);
  const known = new Set(choices.map(({ key }) => key));
  if (!given.every((one) => known.has(one as string))) return { fault: 'ticketFields.noChoice' };
  const value = [...known].filter((key) => given.includes(key));
  return { value: value.length > 0 ? value : null };
}

/** Whether a default or a condition may name this as a choice of the field. */
export function isChoiceOf(field: FieldDefinition, word: string): boolean {
  if (field.type === 'checkbox') return word === 'true' || word === 'false';
  return hasChoices(field.type) && field.choices.some(({ key }) => key === word);
}
