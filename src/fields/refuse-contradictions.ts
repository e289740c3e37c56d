import { Refusal } from '@/platform/errors';
import { isCoreField, isGivenChoice } from './default-fields';
import { type FieldDefinition, type FieldValues, hasChoices, isEmpty } from './field';
import { isChoiceOf, parseValue } from './parse-value';
import { portalVisibilities } from './portal-visibility';

/**
 * Refuses (422, beside the part that is to change) what a field can't be at the same time. Looked
 * at are all fields, because a change to one may contradict another that hangs on it.
 */
export function refuseContradictions(
  fields: readonly FieldDefinition[],
  key: string,
  ofCompanies: FieldValues = {},
): void {
  const field = fields.find((one) => one.key === key);
  if (!field) return;
  const found =
    aboutCore(field) ??
    aboutChoices(field) ??
    aboutCondition(field, fields) ??
    aboutDefaults(field, fields, ofCompanies) ??
    aboutDependents(field, fields);
  if (!found) return;
  const [part, reason] = found;
  throw new Refusal(reason, { status: 422, fields: { [part]: reason } });
}

/** The part that contradicts, and why as a key under `refusals`. */
type Found = [string, string] | undefined;

function aboutCore({ key, portal, required, showWhen, defaultValue }: FieldDefinition): Found {
  if (!isCoreField(key)) return;
  if (showWhen) return ['showWhen', 'ticketFields.alwaysDisplayed'];
  if (key === 'title' && portal === 'hidden') return ['portal', 'ticketFields.titleHidden'];
  const isText = key === 'title' || key === 'description';
  if (isText && !required) return ['required', 'ticketFields.alwaysRequired'];
  if (key !== 'status' && key !== 'technician') return;
  if (required) return ['required', 'ticketFields.neverRequired'];
  if (!isEmpty(defaultValue)) return ['defaultValue', 'ticketFields.neverBegins'];
}

function aboutChoices({ key, type, choices, labels, isDefault }: FieldDefinition): Found {
  if (!isDefault && Object.keys(labels).length === 0) return ['labels', 'fields.oneLanguage'];
  if (!hasChoices(type))
    return choices.length > 0 ? ['choices', 'ticketFields.noChoices'] : undefined;
  if (key === 'status' || key === 'technician') return;
  if (choices.length === 0) return ['choices', 'ticketFields.choicesWanted'];
  const unnamed = choices.some(
    (choice) =>
      Object.keys(choice.labels).length === 0 && !(isDefault && isGivenChoice(key, choice.key)),
  );
  if (unnamed) return ['choices', 'ticketFields.choiceUnnamed'];
  const keys = new Set(choices.map((choice) => choice.key));
  return keys.size < choices.length ? ['choices', 'ticketFields.choiceTwice'] : undefined;
}

function aboutCondition(field: FieldDefinition, fields: readonly FieldDefinition[]): Found {
  const { showWhen } = field;
  if (!showWhen) return;
  const above = fields.find(({ key }) => key === showWhen.field);
  if (!above) return ['showWhen', 'ticketFields.conditionUnknown'];
  if (!showWhen.is.every((word) => isChoiceOf(above, word))) {
    return ['showWhen', 'ticketFields.conditionNoChoice'];
  }
  for (let at: FieldDefinition | undefined = above, steps = 0; at; steps++) {
    if (at.key === field.key || steps > fields.length)
      return ['showWhen', 'ticketFields.conditionCircle'];
    const next: string | undefined = at.showWhen?.field;
    at = next === undefined ? undefined : fields.find(({ key }) => key === next);
  }
}

function aboutDefaults(
  field: FieldDefinition,
  fields: readonly FieldDefinition[],
  ofCompanies: FieldValues,
): Found {
  if (needsDefault(fields)(field)) return ['defaultValue', 'ticketFields.requiredNeedsDefault'];
  const { defaultValue } = field;
  if (!fits(field, defaultValue)) return ['defaultValue', 'ticketFields.defaultDoesNotFit'];
  const all = Object.values(ofCompanies).every((value) => fits(field, value));
  return all ? undefined : ['companyDefaults', 'ticketFields.defaultDoesNotFit'];
}

/** Required, out of contacts' reach, also where the field that it hangs on is hidden, and empty. */
function needsDefault(fields: readonly FieldDefinition[]) {
  const portal = portalVisibilities(fields);
  return ({ key, type, required, defaultValue }: FieldDefinition): boolean =>
    required &&
    portal.get(key) !== 'editable' &&
    (type === 'checkbox' ? defaultValue !== true : isEmpty(defaultValue));
}

function fits(field: FieldDefinition, value: unknown): boolean {
  return isEmpty(value as null) || 'value' in parseValue(field, value);
}

/** A choice that another field waits for must not go, nor one that must be filled in be hidden. */
function aboutDependents(field: FieldDefinition, fields: readonly FieldDefinition[]): Found {
  const broken = fields.some(
    ({ showWhen }) =>
      showWhen?.field === field.key && !showWhen.is.every((word) => isChoiceOf(field, word)),
  );
  if (broken) return ['choices', 'ticketFields.choiceAwaited'];
  const isHidden = portalVisibilities(fields).get(field.key) === 'hidden';
  const below = (one: FieldDefinition): boolean =>
    one.showWhen?.field === field.key ||
    fields.some((above) => above.key === one.showWhen?.field && below(above));
  const lost = isHidden && fields.filter(below).some(needsDefault(fields));
  return lost ? ['portal', 'ticketFields.hidesRequired'] : undefined;
}
