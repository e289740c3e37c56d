import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';

export const companies = pgTable(
  'companies',
  {
    tenantId: tenantId(),
    id: rowId(),
    name: text('name').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('companies_name').on(t.tenantId, sql`lower(${t.name})`),
  ],
);

/** E-mail domains of companies. Two companies may name the same one: then mail goes to triage. */
export const companyDomains = pgTable(
  'company_domains',
  {
    tenantId: tenantId(),
    companyId: uuid('company_id').notNull(),
    domain: text('domain').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.companyId, t.domain] }),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [companies.tenantId, companies.id],
    }).onDelete('cascade'),
    index('company_domains_domain').on(t.tenantId, t.domain),
  ],
);

/** How somebody proves who they are; the same for contacts and technicians. */
const credentials = () => ({
  /** Argon2id in PHC form; null until a password was made. */
  passwordHash: text('password_hash'),
  /** The generated password, sealed, until the first sign-in; then null. */
  initialPasswordSealed: text('initial_password_sealed'),
  mustChangePassword: boolean('must_change_password').notNull().default(false),
  /** Grows with every change of the password; sessions made under an older one end. */
  credentialVersion: integer('credential_version').notNull().default(1),
  firstSignedInAt: instant('first_signed_in_at'),
  lastSignedInAt: instant('last_signed_in_at'),
  disabledAt: instant('disabled_at'),
});

export const contacts = pgTable(
  'contacts',
  {
    tenantId: tenantId(),
    id: rowId(),
    companyId: uuid('company_id').notNull(),
    name: text('name').notNull(),
    /** Lower case, or null: such a contact gets the credentials handed over. */
    email: text('email'),
    username: text('username').notNull(),
    /** Null: the tenant's default. */
    language: text('language'),
    isPrimary: boolean('is_primary').notNull().default(false),
    phone: text('phone'),
    ...credentials(),
    welcomedAt: instant('welcomed_at'),
    /** Erased on request (GDPR, article 17): the row stays for the tickets, without the person. */
    erasedAt: instant('erased_at'),
    /** Merged into another contact of the same company, who has everything of theirs. */
    mergedInto: uuid('merged_into'),
    /** For `app.contacts_found`: pieces of words, whatever the accents. */
    searchText: text('search_text').generatedAlwaysAs(
      sql`lower(app.unaccented(' ' || name || ' ' || username || ' ' || coalesce(email, '')))`,
    ),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.companyId],
      foreignColumns: [companies.tenantId, companies.id],
    }),
    uniqueIndex('contacts_username').on(t.tenantId, t.username),
    uniqueIndex('contacts_email').on(t.tenantId, t.email).where(sql`${t.email} is not null`),
    index('contacts_company').on(t.tenantId, t.companyId, t.name, t.id),
    index('contacts_name').on(t.tenantId, t.name, t.id),
    index('contacts_search').using('gin', t.tenantId, t.searchText.op('gin_trgm_ops')),
  ],
);

export const technicians = pgTable(
  'technicians',
  {
    tenantId: tenantId(),
    id: rowId(),
    name: text('name').notNull(),
    /** Lower case: what a technician signs in with. */
    email: text('email').notNull(),
    role: text('role', { enum: ['admin', 'technician'] }).notNull(),
    language: text('language'),
    ...credentials(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('technicians_email').on(t.tenantId, t.email),
  ],
);

/** Links that set a password once: only the hash of the token is kept. */
export const passwordLinks = pgTable(
  'password_links',
  {
    tenantId: tenantId(),
    id: rowId(),
    tokenHash: text('token_hash').notNull(),
    contactId: uuid('contact_id'),
    technicianId: uuid('technician_id'),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('password_links_token').on(t.tenantId, t.tokenHash),
    index('password_links_contact').on(t.tenantId, t.contactId),
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

/** One import of contacts from a CSV, so that it can be shown before it is done. */
export const contactImports = pgTable(
  'contact_imports',
  {
    tenantId: tenantId(),
    id: rowId(),
    technicianId: uuid('technician_id').notNull(),
    /** Emptied when the import is done. */
    csv: text('csv').notNull(),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    sendWelcome: boolean('send_welcome').notNull().default(false),
    /** How many of the file's lines are behind us: a killed run goes on from here. */
    linesDone: integer('lines_done').notNull().default(0),
    created: integer('created').notNull().default(0),
    doneAt: instant('done_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }),
  ],
);
