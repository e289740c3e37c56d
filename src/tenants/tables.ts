import { boolean, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';

/** One row a tenant. Its policy compares `id`; other tenants' rows don't exist for the runtime. */
export const tenants = pgTable('tenants', {
  id: uuid('id').primaryKey(),
  slug: text('slug').notNull().unique('tenants_slug'),
  name: text('name').notNull(),
  defaultLanguage: text('default_language').notNull().default('en'),
  timeZone: text('time_zone').notNull().default('UTC'),
  isDemo: boolean('is_demo').notNull().default(false),
  disabledAt: instant('disabled_at'),
  createdAt: createdAt(),
});

/** Host names that answer for a tenant; `host` is unique across tenants. */
export const domains = pgTable(
  'domains',
  {
    tenantId: tenantId().references(() => tenants.id),
    id: rowId(),
    host: text('host').notNull(),
    kind: text('kind', { enum: ['managed', 'custom'] }).notNull(),
    state: text('state', { enum: ['active'] })
      .notNull()
      .default('active'),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique('domains_host').on(t.host)],
);
