import { boolean, integer, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instant, tenantId } from '@/access/tenant-columns';
import { companies } from '@/people/tables';
import { refers } from '@/tickets/tables';
import type { Holiday, Targets, WeekHours } from './service-level-shapes';

/** What a tenant promises, and when its people are at work; one row a tenant. */
export const serviceLevels = pgTable('service_levels', {
  tenantId: uuid('tenant_id').primaryKey(),
  enabled: boolean('enabled').notNull().default(false),
  targets: jsonb('targets').$type<Targets>().notNull(),
  hours: jsonb('hours').$type<WeekHours>().notNull(),
  holidays: jsonb('holidays').$type<Holiday[]>().notNull(),
  /** So long before a due time technicians are warned. */
  soonMinutes: integer('soon_minutes').notNull(),
  /** Contacts read when they are answered. */
  showToContacts: boolean('show_to_contacts').notNull().default(false),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

/** Targets of companies that were promised something else. */
export const companyServiceLevels = pgTable(
  'company_service_levels',
  {
    tenantId: tenantId(),
    companyId: uuid('company_id').notNull(),
    targets: jsonb('targets').$type<Targets>().notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.companyId] }),
    refers(t.tenantId, t.companyId, companies).onDelete('cascade'),
  ],
);
