import 'server-only';
import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { saveSetting } from '@/settings/save-setting';
import { type DefaultFieldKey, isDefaultField } from './default-fields';
import type { FieldDefinition } from './field';
import { definitionsFrom, type FieldRow } from './read-fields';
import { ticketFields } from './tables';

/** Every row, those of deleted fields too, and the fields that there are, in their order. */
export interface LockedFields {
  rows: readonly (FieldRow & { deletedAt: Date | null })[];
  fields: FieldDefinition[];
}

/**
 * The tenant's fields, kept from other changes until the transaction ends: one rule looks at
 * several of them. The title's row is the lock, because every tenant has a title.
 */
export async function lockFields(tx: Tx, { tenant }: Scope): Promise<LockedFields> {
  await tx
    .insert(ticketFields)
    .values({ tenantId: tenant.id, key: 'title', type: 'text' })
    .onConflictDoUpdate({
      target: [ticketFields.tenantId, ticketFields.key],
      set: { key: sql`excluded.key` },
    });
  const rows = await tx.select().from(ticketFields).where(eq(ticketFields.tenantId, tenant.id));
  return { rows, fields: definitionsFrom(rows.filter((row) => row.deletedAt === null)) };
}

/** The columns that a field may change; a default field gets its row with the first change. */
export type FieldChange = Partial<Omit<FieldRow, 'key' | 'type'>>;

/** Writes a change, and what contacts may do with a default field to where every request sees it. */
export async function saveField(
  tx: Tx,
  scope: Scope,
  { key, type }: Pick<FieldDefinition, 'key' | 'type'>,
  change: FieldChange,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await tx
    .insert(ticketFields)
    .values({ tenantId: scope.tenant.id, key, type, ...change })
    .onConflictDoUpdate({ target: [ticketFields.tenantId, ticketFields.key], set: change });
  if (change.portal && isDefaultField(key)) await tellSessions(tx, scope, key, change.portal);
}

async function tellSessions(
  tx: Tx,
  scope: Scope,
  key: DefaultFieldKey,
  portal: FieldDefinition['portal'],
): Promise<void> {
  await saveSetting(tx, scope, 'ticketFields', (before) => ({
    portal: { ...before.portal, [key]: portal },
  }));
}
