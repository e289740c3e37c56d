import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { Refusal } from '@/platform/errors';
import { settingsCan } from '@/settings/policy';
import { defaultFieldKeys } from './default-fields';
import type { FieldDefinition, FieldType } from './field';
import {
  fieldChoices,
  fieldCondition,
  fieldLabels,
  fieldPortal,
  fieldType,
  fieldValue,
  mostFields,
} from './field-input';
import { freeKey, isOfEveryObject, withKeys } from './free-key';
import { type LockedFields, lockFields } from './lock-fields';
import { readDefault, readDefaults } from './read-default';
import { refuseContradictions } from './refuse-contradictions';
import { saveCompanyDefaults } from './save-company-defaults';
import { ticketFields } from './tables';

export const CreateField = z.object({
  /** For programs, and for good; left out it is made of the first label. */
  key: z
    .string()
    .regex(/^[a-z][a-zA-Z0-9_]{0,39}$/, { message: 'fields.fieldKey' })
    .optional(),
  type: fieldType,
  /** At least one. */
  labels: fieldLabels.refine((labels) => Object.keys(labels).length > 0, {
    message: 'fields.oneLanguage',
  }),
  choices: fieldChoices.default([]),
  portal: fieldPortal.default('editable'),
  required: z.boolean().default(false),
  defaultValue: fieldValue.default(null),
  /** Company → what the field begins with on its tickets. */
  companyDefaults: z.record(z.uuid().toLowerCase(), fieldValue).default({}),
  showWhen: fieldCondition.nullable().default(null),
});

/**
 * Adds a field at the end; forms have it at the next request. Returns its key. A key of a deleted
 * field of the same type brings its values back. Refuses who is no admin (403), a key that is
 * taken and what contradicts (422), and more than `mostFields` (409).
 */
export async function createField(
  scope: Scope,
  input: z.input<typeof CreateField>,
): Promise<{ key: string }> {
  const { key: wanted, companyDefaults, ...facts } = CreateField.parse(input);
  refuseUnlessPermitted(settingsCan.change(scope));
  return inTransaction(scope, async (tx) => {
    const locked = await lockFields(tx, scope);
    if (locked.fields.filter((field) => !field.isDefault).length >= mostFields) {
      throw new Refusal('ticketFields.tooMany', { values: { most: mostFields } });
    }
    const key = keyFor(locked, facts.type, wanted, Object.values(facts.labels)[0]!);
    const columns = { ...facts, key, choices: withKeys(facts.choices) };
    columns.defaultValue = readDefault(scope, columns, facts.defaultValue);
    const ofCompanies = readDefaults(scope, columns, companyDefaults);
    const field: FieldDefinition = { ...columns, isDefault: false };
    refuseContradictions([...locked.fields, field], key, ofCompanies);
    const position =
      1 + Math.max(locked.fields.length, ...locked.rows.map((row) => row.position ?? 0));
    const row = { ...columns, position, deletedAt: null };
    await tx
      .insert(ticketFields)
      .values({ tenantId: scope.tenant.id, ...row })
      .onConflictDoUpdate({ target: [ticketFields.tenantId, ticketFields.key], set: row });
    await saveCompanyDefaults(tx, scope, key, ofCompanies);
    await record(tx, scope, 'ticketField.created', key, { after: { name: key, ...facts } });
    return { key };
  });
}

function keyFor(
  { rows }: LockedFields,
  type: FieldType,
  wanted: string | undefined,
  label: string,
): string {
  const taken = new Set<string>([...defaultFieldKeys, ...rows.map((row) => row.key)]);
  if (wanted === undefined) return freeKey(label, taken);
  if (!taken.has(wanted) && !isOfEveryObject(wanted)) return wanted;
  const deleted = rows.find((row) => row.key === wanted && row.deletedAt !== null);
  if (deleted?.type === type) return wanted;
  const reason = deleted ? 'ticketFields.keyOfAnotherType' : 'ticketFields.keyTaken';
  throw new Refusal(reason, { status: 422, fields: { key: reason } });
}
