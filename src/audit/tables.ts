import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, rowId, tenantId } from '@/access/tenant-columns';

/** Append-only: the runtime role may insert and read, never change or delete. */
export const auditEvents = pgTable(
  'audit_events',
  {
    tenantId: tenantId(),
    id: rowId(),
    at: instant('at').notNull().defaultNow(),
    actorKind: text('actor_kind', {
      enum: ['technician', 'contact', 'apiKey', 'system'],
    }).notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    event: text('event').notNull(),
    subjectId: text('subject_id').notNull(),
    address: text('address'),
    before: jsonb('before'),
    after: jsonb('after'),
    reference: text('reference'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('audit_events_at').on(t.tenantId, t.at, t.id),
    index('audit_events_subject').on(t.tenantId, t.subjectId, t.at),
  ],
);
