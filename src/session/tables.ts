import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';
import { contacts, technicians } from '@/people/tables';

/** A sign-in that can be listed and revoked. The cookie names it; the row decides. */
export const sessions = pgTable(
  'sessions',
  {
    tenantId: tenantId(),
    id: rowId(),
    contactId: uuid('contact_id'),
    technicianId: uuid('technician_id'),
    credentialVersion: integer('credential_version').notNull(),
    userAgent: text('user_agent').notNull(),
    address: text('address').notNull(),
    /** How its person proved who they are: `password`, `link`, `microsoft` and the like. */
    method: text('method').notNull().default('password'),
    /** What the way was called then, where it has a name of the tenant's own. */
    methodName: text('method_name'),
    createdAt: createdAt(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.tenantId, t.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }).onDelete('cascade'),
    index('sessions_contact').on(t.tenantId, t.contactId),
    index('sessions_technician').on(t.tenantId, t.technicianId),
  ],
);

/** Counters of limits: sign-ins by account and by address, requests by key; and what works once. */
export const rateCounters = pgTable(
  'rate_counters',
  {
    tenantId: tenantId(),
    key: text('key').notNull(),
    count: integer('count').notNull(),
    windowEndsAt: instant('window_ends_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.key] })],
);

export const apiKeys = pgTable(
  'api_keys',
  {
    tenantId: tenantId(),
    id: rowId(),
    name: text('name').notNull(),
    /** The first characters, to recognise a key by. */
    prefix: text('prefix').notNull(),
    keyHash: text('key_hash').notNull(),
    scopes: text('scopes').array().notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('api_keys_hash').on(t.tenantId, t.keyHash),
  ],
);

/** What a keyed POST answered, for 24 hours: the same key gets the same answer. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tenantId: tenantId(),
    apiKeyId: uuid('api_key_id').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status'),
    body: jsonb('body'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.apiKeyId, t.key] }),
    foreignKey({
      columns: [t.tenantId, t.apiKeyId],
      foreignColumns: [apiKeys.tenantId, apiKeys.id],
    }).onDelete('cascade'),
    index('idempotency_keys_created').on(t.tenantId, t.createdAt),
  ],
);
