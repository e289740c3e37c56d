import { timestamp, uuid } from 'drizzle-orm/pg-core';

/** Every tenant table begins with these two; its primary key is (tenant_id, id). */
export const tenantId = () => uuid('tenant_id').notNull();
export const rowId = () => uuid('id').notNull();

/** A point in time, with time zone, as a Date of millisecond precision. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
export const createdAt = () => instant('created_at').notNull().defaultNow();
