import {
  boolean,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';
import { contacts, technicians } from '@/people/tables';

/** Who vouches for people of a tenant by OpenID Connect. */
export const identityProviders = pgTable(
  'identity_providers',
  {
    tenantId: tenantId(),
    id: rowId(),
    /** Whom it signs in; never changed. */
    realm: text('realm', { enum: ['contact', 'technician'] }).notNull(),
    kind: text('kind', { enum: ['microsoft', 'google', 'oidc'] }).notNull(),
    /** On the button. */
    name: text('name').notNull(),
    /** Never changed: what is linked was vouched for by this one. */
    issuer: text('issuer').notNull(),
    /** Empty until the tenant has registered with the provider. */
    clientId: text('client_id').notNull().default(''),
    secretSealed: text('secret_sealed'),
    /** Only people of these companies; empty: everybody. */
    companyIds: uuid('company_ids').array().notNull(),
    enabled: boolean('enabled').notNull().default(false),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** A way to a provider that somebody has begun; taken by the way back, once. */
export const providerAttempts = pgTable(
  'provider_attempts',
  {
    tenantId: tenantId(),
    id: rowId(),
    providerId: uuid('provider_id').notNull(),
    /** Of the `state` that the provider hands back. */
    stateHash: text('state_hash').notNull(),
    /** Of the cookie of the browser that began. */
    browserHash: text('browser_hash').notNull(),
    /** Where it began; it ends there or not at all. */
    host: text('host').notNull(),
    /** Nonce and code verifier, sealed. */
    sealed: text('sealed').notNull(),
    goal: text('goal').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('provider_attempts_state').on(t.tenantId, t.stateHash),
    foreignKey({
      columns: [t.tenantId, t.providerId],
      foreignColumns: [identityProviders.tenantId, identityProviders.id],
    }).onDelete('cascade'),
  ],
);

/** Which account of a provider is which person here, once a verified address has said so. */
export const providerIdentities = pgTable(
  'provider_identities',
  {
    tenantId: tenantId(),
    id: rowId(),
    providerId: uuid('provider_id').notNull(),
    /** The provider's own name for the account (`sub`), which it never gives to another. */
    subject: text('subject').notNull(),
    /** The verified one that said so; empty of what was linked before it was kept. */
    address: text('address'),
    contactId: uuid('contact_id'),
    technicianId: uuid('technician_id'),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('provider_identities_subject').on(t.tenantId, t.providerId, t.subject),
    index('provider_identities_contact').on(t.tenantId, t.contactId),
    foreignKey({
      columns: [t.tenantId, t.providerId],
      foreignColumns: [identityProviders.tenantId, identityProviders.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.tenantId, t.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.tenantId, t.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }).onDelete('cascade'),
  ],
);
