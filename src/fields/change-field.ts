import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound, Refusal } from '@/platform/errors';
import { settingsCan } from '@/settings/policy';
import { isCoreField } from './default-fields';
import type { FieldDefinition } from './field';
import {
  fieldChoices,
  fieldCondition,
  fieldKey,
  fieldLabels,
  fieldPortal,
  fieldValue,
} from './field-input';
import { withKeys } from './free-key';
import { lockFields, saveField } from './lock-fields';
import { readDefault, readDefaults } from './read-default';
import { refuseContradictions } from './refuse-contradictions';
import { readCompanyDefaults, saveCompanyDefaults } from './save-company-defaults';

export const ChangeField = z.object({
  key: fieldKey,
  /** They replace all that there are; a default field without one has our own words. */
  labels: fieldLabels.optional(),
  /** They replace all that there are. A value whose choice has gone stays as it is. */
  choices: fieldChoices.optional(),
  portal: fieldPortal.optional(),
  required: z.boolean().optional(),
  defaultValue: fieldValue.optional(),
  companyDefaults: z.record(z.uuid().toLowerCase(), fieldValue).optional(),
  showWhen: fieldCondition.nullable().optional(),
});

/**
 * Changes a field, a default one too; what is left out stays. It holds at everybody's next
 * request. Refuses who is no admin (403), an unknown field (404) and what contradicts (422).
 */
export async function changeField(scope: Scope, input: z.input<typeof ChangeField>): Promise<void> {
  const { key, companyDefaults, ...wanted } = ChangeField.parse(input);
  refuseUnlessPermitted(settingsCan.change(scope));
  await inTransaction(scope, async (tx) => {
    const [{ fields }, ofCompaniesBefore] = await Promise.all([
      lockFields(tx, scope),
      readCompanyDefaults(tx, scope, key),
    ]);
    const before = orNotFound(fields.find((field) => field.key === key));
    const after = changed(scope, before, wanted);
    const ofCompanies = companyDefaults
      ? readDefaults(scope, after, companyDefaults)
      : ofCompaniesBefore;
    const others = fields.map((field) => (field === before ? after : field));
    refuseContradictions(others, key, ofCompanies);
    const parts = allParts.filter((part) => !isDeepStrictEqual(before[part], after[part]));
    const hasNewDefaults = !isDeepStrictEqual(ofCompaniesBefore, ofCompanies);
    if (parts.length === 0 && !hasNewDefaults) return;
    await saveField(tx, scope, before, pick(after, parts));
    if (hasNewDefaults) await saveCompanyDefaults(tx, scope, key, ofCompanies);
    const told = (field: FieldDefinition, defaults: object) => ({
      name: key,
      ...pick(field, parts),
      ...(hasNewDefaults ? { companyDefaults: defaults } : {}),
    });
    await record(tx, scope, 'ticketField.changed', key, {
      before: told(before, ofCompaniesBefore),
      after: told(after, ofCompanies),
    });
  });
}

type Wanted = Omit<z.output<typeof ChangeField>, 'key' | 'companyDefaults'>;

function changed(scope: Scope, field: FieldDefinition, wanted: Wanted): FieldDefinition {
  if (wanted.choices && isCoreField(field.key)) {
    const reason = 'ticketFields.fixedChoices';
    throw new Refusal(reason, { status: 422, fields: { choices: reason } });
  }
  const choices = wanted.choices ? withKeys(wanted.choices) : field.choices;
  const { labels, portal, required, showWhen, defaultValue } = wanted;
  const after = {
    ...field,
    choices,
    ...(labels && { labels }),
    ...(portal && { portal }),
    ...(required !== undefined && { required }),
    ...(showWhen !== undefined && { showWhen }),
  };
  if (defaultValue !== undefined) after.defaultValue = readDefault(scope, after, defaultValue);
  return after;
}

const allParts = ['labels', 'choices', 'portal', 'required', 'defaultValue', 'showWhen'] as const;
type Part = (typeof allParts)[number];

function pick(
  field: FieldDefinition,
  names: readonly Part[],
): Partial<Pick<FieldDefinition, Part>> {
  return Object.fromEntries(names.map((name) => [name, field[name]]));
}
