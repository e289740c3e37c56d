import 'server-only';
import { asc, eq } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import type { FieldDefinition, FieldValues } from './field';
import { fieldWords, labelOfChoice, labelOfField } from './field-words';
import { readDefinitions } from './read-fields';
import { ticketFieldDefaults } from './tables';

/** A field as those see it who define it, with its words in their language. */
export interface FieldInAdmin extends FieldDefinition {
  label: string;
  /** Choice → what to call it. */
  choiceLabels: Record<string, string>;
  /** Company → what the field begins with on its tickets. */
  companyDefaults: FieldValues;
}

/** Every field of the tenant in its order. Refuses contacts, and keys without `tickets:read` (403). */
export async function readFieldDefinitions(scope: Scope): Promise<FieldInAdmin[]> {
  const { actor } = scope;
  if (actor.kind === 'contact') throw new Refusal('tickets.staffOnly', { status: 403 });
  if (actor.kind === 'apiKey' && !actor.scopes.includes('tickets:read')) {
    throw new Refusal('api.scopeMissing', { status: 403, values: { scope: 'tickets:read' } });
  }
  const [words, [fields, defaults]] = await Promise.all([
    fieldWords(scope.language),
    inReadTransaction(scope, (tx) =>
      Promise.all([
        readDefinitions(tx, scope),
        tx
          .select()
          .from(ticketFieldDefaults)
          .where(eq(ticketFieldDefaults.tenantId, scope.tenant.id))
          .orderBy(asc(ticketFieldDefaults.companyId)),
      ]),
    ),
  ]);
  return fields.map((field) => ({
    ...field,
    label: labelOfField(field, words),
    choiceLabels: Object.fromEntries(
      field.choices.map(({ key }) => [key, labelOfChoice(field, key, words)]),
    ),
    companyDefaults: Object.fromEntries(
      defaults.filter(({ key }) => key === field.key).map((row) => [row.companyId, row.value]),
    ),
  }));
}
