import {
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
import { contacts } from '@/people/tables';

/** Links that sign a contact in once: only the hash of the token is kept. */
export const signInLinks = pgTable(
  'sign_in_links',
  {
    tenantId: tenantId(),
    id: rowId(),
    tokenHash: text('token_hash').notNull(),
    contactId: uuid('contact_id').notNull(),
    /** Of the contact as the link was made: what ends their sessions ends the link too. */
    credentialVersion: integer('credential_version').notNull(),
    /** Of the address that it was mailed to: with another one the link ends too. */
    addressHash: text('address_hash'),
    /** A path of the portal to go on to. */
    goal: text('goal').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('sign_in_links_token').on(t.tenantId, t.tokenHash),
    index('sign_in_links_contact').on(t.tenantId, t.contactId),
    foreignKey({
      columns: [t.tenantId, t.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }).onDelete('cascade'),
  ],
);
