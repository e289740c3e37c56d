import { Refusal } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { isCoreField } from './default-fields';
import {
  type FieldDefinition,
  type FieldValue,
  type FieldValues,
  hasChoices,
  isEmpty,
} from './field';
import { isDisplayed } from './is-displayed';
import { type Parsed, parseValue } from './parse-value';
import { portalVisibilities } from './portal-visibility';

interface Filling {
  definitions: readonly FieldDefinition[];
  /** A contact fills in what the portal lets them, and must where it is required. */
  byContact: boolean;
  /** By key, as it came from a form or a program. */
  given: Readonly<Record<string, unknown>>;
  /** What the ticket has so far; undefined for a new one. */
  present?: FieldValues;
  /** What a new one begins with at its company, where that differs. */
  ofCompany?: FieldValues;
  /** In which people write numbers; undefined for programs. */
  language?: string | undefined;
}

/**
 * The values that a ticket has afterwards. Refuses a contact's value for what the portal does not
 * let them fill in (403, naming the field), a field that there is not, values that don't fit and
 * what a contact must fill in and did not (422, beside the fields). What its condition keeps off
 * the ticket takes nothing.
 */
export function fillIn({
  definitions,
  byContact,
  given,
  present,
  ofCompany,
  language,
}: Filling): FieldValues {
  const faults: Record<string, string> = {};
  const values: FieldValues = present ? { ...present } : beginnings(definitions, ofCompany);
  if (byContact) refuseForeign(definitions, given);
  for (const [key, raw] of Object.entries(given)) {
    const field = withPast(
      definitions.find((one) => one.key === key),
      present?.[key],
    );
    const parsed = field ? takenBy(field, raw, language) : { fault: 'fields.unknown' };
    // A technician's form does not know the company's defaults: what it leaves blank begins so.
    const begins = raw === '' && !present && !byContact && field?.type !== 'checkbox';
    if (isSame(raw, present?.[key]) || (field && begins)) continue;
    if ('fault' in parsed) faults[inputName(key)] = parsed.fault;
    else values[key] = parsed.value;
  }
  for (const field of definitions) {
    if (isDisplayed(field, definitions, values)) continue;
    if (present && field.key in present) values[field.key] = present[field.key] ?? null;
    else delete values[field.key];
  }
  const change = present && { given, present };
  if (byContact) Object.assign(faults, missing(definitions, values, change));
  if (Object.keys(faults).length === 0) return values;
  throw new Refusal('checkFields', { status: 422, fields: faults });
}

/** A choice that is no more stays where a ticket has it, whatever else is chosen. */
function withPast(field: FieldDefinition | undefined, value: FieldValue | undefined) {
  if (!field || !hasChoices(field.type) || isEmpty(value)) return field;
  const known = new Set(field.choices.map(({ key }) => key));
  const past = [value]
    .flat()
    .map(String)
    .filter((key) => !known.has(key));
  return { ...field, choices: [...field.choices, ...past.map((key) => ({ key, labels: {} }))] };
}

/** Texts of every ticket were judged by the form's shape; technicians are no choices of a field. */
function takenBy(field: FieldDefinition, raw: unknown, language?: string): Parsed {
  const { key } = field;
  if (key === 'title' || key === 'description') return { value: String(raw) };
  if (key !== 'technician') return parseValue(field, raw, language);
  if (raw === '' || raw === null) return { value: null };
  const isOne = typeof raw === 'string' && isUuid(raw);
  return isOne ? { value: raw } : { fault: 'tickets.unknownTechnician' };
}

/** The name of a field's input: the two of every form go by their own. */
export function inputName(key: string): string {
  return key === 'title' || key === 'description' ? key : `fields.${key}`;
}

/** What a new ticket of a company has in its fields until somebody fills them in. */
export function beginnings(
  definitions: readonly FieldDefinition[],
  ofCompany: FieldValues = {},
): FieldValues {
  const begun = definitions.map(({ key, defaultValue }) => [key, ofCompany[key] ?? defaultValue]);
  return Object.fromEntries(begun.filter(([, value]) => value !== null)) as FieldValues;
}

function refuseForeign(definitions: readonly FieldDefinition[], given: Filling['given']): void {
  const portal = portalVisibilities(definitions);
  for (const key of Object.keys(given)) {
    if (!portal.has(key) || portal.get(key) === 'editable') continue;
    const reason = 'tickets.fieldNotYours';
    const fields = { [inputName(key)]: reason };
    throw new Refusal(reason, { status: 403, values: { field: key }, fields });
  }
}

/**
 * What a contact must fill in and did not; of a ticket that is there, among what was given and
 * what that has brought up.
 */
function missing(
  definitions: readonly FieldDefinition[],
  values: FieldValues,
  change: { given: Filling['given']; present: FieldValues } | undefined,
): Record<string, string> {
  const portal = portalVisibilities(definitions);
  const isAsked = (field: FieldDefinition) =>
    !change || field.key in change.given || !isDisplayed(field, definitions, change.present);
  const left = definitions.filter(
    ({ key, type, required }) =>
      required &&
      portal.get(key) === 'editable' &&
      (type === 'checkbox' ? values[key] !== true : isEmpty(values[key])),
  );
  const wanted = left.filter((field) => isAsked(field) && isDisplayed(field, definitions, values));
  return Object.fromEntries(wanted.map(({ key }) => [inputName(key), 'fields.required']));
}

function isSame(raw: unknown, value: FieldValue | undefined): boolean {
  return value !== undefined && JSON.stringify(raw) === JSON.stringify(value);
}

/** Those that have no column of their own, as the ticket keeps them. Nothing is not kept. */
export function keptValues(values: FieldValues): FieldValues {
  const kept = Object.entries(values).filter(
    ([key, value]) => !isCoreField(key) && !isEmpty(value),
  );
  return Object.fromEntries(kept);
}
