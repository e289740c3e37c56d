import 'server-only';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import {
  type DefaultFieldKey,
  defaultFieldKeys,
  defaultFields,
  isDefaultField,
} from './default-fields';
import type { FieldChoice, FieldDefinition, FieldValue, FieldValues } from './field';
import { ticketFieldDefaults, ticketFields } from './tables';

/** What a tenant keeps of a field: what is null is as the default field has it. */
export type FieldRow = Pick<
  typeof ticketFields.$inferSelect,
  | 'key'
  | 'type'
  | 'labels'
  | 'choices'
  | 'portal'
  | 'required'
  | 'position'
  | 'defaultValue'
  | 'showWhen'
>;

/** A tenant's rows as one JSON list: part of a statement that reads tickets, for `definitionsFrom`. */
export function fieldRows(tenantId: string): SQL {
  return sql`(select coalesce(json_agg(json_build_object('key', f.key, 'type', f.type,
      'labels', f.labels, 'choices', f.choices, 'portal', f.portal, 'required', f.required,
      'position', f.position, 'defaultValue', f.default_value, 'showWhen', f.show_when)), '[]')
    from ticket_fields f where f.tenant_id = ${tenantId} and f.deleted_at is null)`;
}

/** A tenant's fields in their order, inside the caller's transaction. */
export async function readDefinitions(tx: Tx, { tenant }: Scope): Promise<FieldDefinition[]> {
  const rows = await tx
    .select()
    .from(ticketFields)
    .where(and(eq(ticketFields.tenantId, tenant.id), isNull(ticketFields.deletedAt)));
  return definitionsFrom(rows);
}

/** What fields begin with on tickets of this company, where it differs. */
export async function companyDefaults(
  tx: Tx,
  { tenant }: Scope,
  companyId: string,
): Promise<FieldValues> {
  const rows = await tx
    .select()
    .from(ticketFieldDefaults)
    .where(
      and(
        eq(ticketFieldDefaults.tenantId, tenant.id),
        eq(ticketFieldDefaults.companyId, companyId),
      ),
    );
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/** The fields that begin differently at some company. */
export async function keysWithCompanyDefaults(tx: Tx, { tenant }: Scope): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ key: ticketFieldDefaults.key })
    .from(ticketFieldDefaults)
    .where(eq(ticketFieldDefaults.tenantId, tenant.id));
  return rows.map(({ key }) => key);
}

/** The default fields as the tenant changed them, and its own, in their order. */
export function definitionsFrom(rows: readonly FieldRow[]): FieldDefinition[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const placed = [
    ...defaultFieldKeys.map((key, at) => ({
      place: byKey.get(key)?.position ?? at,
      field: defaultDefinition(key, byKey.get(key)),
    })),
    ...rows
      .filter(({ key }) => !isDefaultField(key))
      .map((row) => ({ place: row.position ?? rows.length, field: ownDefinition(row) })),
  ];
  return placed
    .toSorted((a, b) => a.place - b.place || (a.field.key < b.field.key ? -1 : 1))
    .map(({ field }) => field);
}

function defaultDefinition(key: DefaultFieldKey, row: FieldRow | undefined): FieldDefinition {
  const { type, portal, choices, required, defaultValue } = asDefault(key);
  return {
    key,
    type,
    isDefault: true,
    labels: row?.labels ?? {},
    choices: row?.choices ?? choices.map((choice) => ({ key: choice, labels: {} })),
    portal: row?.portal ?? portal,
    required: row?.required ?? required,
    defaultValue: row?.defaultValue ?? defaultValue,
    showWhen: row?.showWhen ?? null,
  };
}

function asDefault(key: DefaultFieldKey) {
  const field: {
    type: FieldDefinition['type'];
    portal: FieldDefinition['portal'];
    required?: boolean;
    choices?: readonly string[];
    defaultValue?: FieldValue;
  } = defaultFields[key];
  return { required: false, choices: [], defaultValue: null, ...field };
}

function ownDefinition(row: FieldRow): FieldDefinition {
  const choices: FieldChoice[] = row.choices ?? [];
  return {
    key: row.key,
    type: row.type,
    isDefault: false,
    labels: row.labels,
    choices,
    portal: row.portal ?? 'editable',
    required: row.required ?? false,
    defaultValue: row.defaultValue ?? null,
    showWhen: row.showWhen ?? null,
  };
}
