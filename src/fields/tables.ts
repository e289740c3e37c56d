import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from '@/access/tenant-columns';
import type { FieldChoice, FieldCondition, FieldType, FieldValue, Visibility } from './field';

/**
 * The fields that a tenant made, and what it changed about the default ones: a default field
 * without a row, and one without a value in a column, is as `default-fields.ts` says.
 */
export const ticketFields = pgTable(
  'ticket_fields',
  {
    tenantId: tenantId(),
    /** Stable, for programs and for the values on tickets. */
    key: text('key').notNull(),
    type: text('type').$type<FieldType>().notNull(),
    /** Language → label. */
    labels: jsonb('labels').$type<Record<string, string>>().notNull().default({}),
    choices: jsonb('choices').$type<FieldChoice[]>(),
    portal: text('portal').$type<Visibility>(),
    required: boolean('required'),
    position: integer('position'),
    defaultValue: jsonb('default_value').$type<FieldValue>(),
    /** It is displayed only when this holds. */
    showWhen: jsonb('show_when').$type<FieldCondition>(),
    createdAt: createdAt(),
    /** Its values stay on their tickets, out of sight. */
    deletedAt: instant('deleted_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.key] })],
);

/**
 * What a field begins with on tickets of one company. Without a foreign key to it, because
 * companies live above this room: one that is gone opens no tickets.
 */
export const ticketFieldDefaults = pgTable(
  'ticket_field_defaults',
  {
    tenantId: tenantId(),
    key: text('key').notNull(),
    companyId: uuid('company_id').notNull(),
    value: jsonb('value').$type<FieldValue>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.key, t.companyId] })],
);
