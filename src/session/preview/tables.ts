import { foreignKey, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';
import { contacts } from '@/people/tables';
import { sessions } from '@/session/tables';

/** An admin looks at the portal as a contact sees it. It lives no longer than their sign-in. */
export const previews = pgTable(
  'previews',
  {
    tenantId: tenantId(),
    id: rowId(),
    /** The admin's own. */
    sessionId: uuid('session_id').notNull(),
    contactId: uuid('contact_id').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    /** Null: nobody has said yet that it is over; `expiresAt` and the sign-in decide too. */
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.tenantId, t.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }).onDelete('cascade'),
    index('previews_session').on(t.tenantId, t.sessionId),
    index('previews_contact').on(t.tenantId, t.contactId),
  ],
);
