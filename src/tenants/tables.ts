import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';
import { domainStates } from './domain-states';

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

/**
 * Host names of a tenant. A host that somebody has proved is held by one tenant alone
 * (`domains_host`); a claim that waits for its proof keeps nobody else from claiming.
 */
export const domains = pgTable(
  'domains',
  {
    tenantId: tenantId().references(() => tenants.id),
    id: rowId(),
    /** In ASCII (punycode), lower case, without a trailing dot. */
    host: text('host').notNull(),
    kind: text('kind', { enum: ['managed', 'custom'] }).notNull(),
    state: text('state', { enum: domainStates }).notNull().default('active'),
    stateSince: instant('state_since').notNull().defaultNow(),
    /** Why it is in this state: a key under `domains.causes`, with its values. */
    cause: jsonb('cause').$type<DomainCause>(),
    /** A host label of this claim alone: the CNAME's target and the value of the TXT record. */
    claim: text('claim'),
    /** The custom host that links name; at most one a tenant. */
    isPrimary: boolean('is_primary').notNull().default(false),
    /** Answers by HTTPS under a certificate of its own. */
    isSecure: boolean('is_secure').notNull().default(false),
    /** Tells browsers to insist on HTTPS (RFC 6797): chosen by the admin for a custom host. */
    hsts: boolean('hsts').notNull().default(false),
    /** What the last look at its DNS found: a `Diagnosis` of the certificates room. */
    diagnosis: jsonb('diagnosis'),
    checkedAt: instant('checked_at'),
    /** When to look again; null: nothing to look for. */
    nextCheckAt: instant('next_check_at'),
    checksFailed: integer('checks_failed').notNull().default(0),
    /** Proved to be the tenant's; from then on it is held. */
    verifiedAt: instant('verified_at'),
    /** Given up. The row stays as a tombstone, so that nobody takes over what still points here. */
    releasedAt: instant('released_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('domains_host')
      .on(t.host)
      .where(
        sql`(${t.verifiedAt} is not null or ${t.kind} = 'managed') and ${t.releasedAt} is null`,
      ),
    uniqueIndex('domains_own_host').on(t.tenantId, t.host).where(sql`${t.releasedAt} is null`),
    uniqueIndex('domains_primary').on(t.tenantId).where(sql`${t.isPrimary}`),
    unique('domains_claim').on(t.claim),
    index('domains_released').on(t.host).where(sql`${t.releasedAt} is not null`),
    index('domains_due').on(t.nextCheckAt).where(sql`${t.nextCheckAt} is not null`),
    index('domains_insecure')
      .on(t.createdAt)
      .where(sql`not ${t.isSecure} and ${t.releasedAt} is null`),
  ],
);

export interface DomainCause {
  key: string;
  values?: Record<string, string | number>;
}

/** Every state that a domain was in, for its timeline; only ever appended. */
export const domainEvents = pgTable(
  'domain_events',
  {
    tenantId: tenantId(),
    id: rowId(),
    domainId: uuid('domain_id').notNull(),
    state: text('state', { enum: domainStates }).notNull(),
    cause: jsonb('cause').$type<DomainCause>(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.domainId],
      foreignColumns: [domains.tenantId, domains.id],
    }),
    index('domain_events_of').on(t.tenantId, t.domainId, t.id),
  ],
);

/**
 * Which transactions changed what signed-out visitors may see of a tenant, of the last day: database
 * triggers write it (`app.note_public_change`), whoever makes the change. Rows are only added, so
 * nobody waits for anybody; what there is at one moment is that moment's stamp (`public-stamp.ts`).
 */
export const publicChanges = pgTable(
  'public_changes',
  {
    tenantId: tenantId(),
    /** The transaction's number. */
    change: bigint('change', { mode: 'bigint' }).notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.change] })],
);
