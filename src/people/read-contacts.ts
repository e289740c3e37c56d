import 'server-only';
import { and, eq, ilike, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { containing, pageOf, readCursor } from './page-cursor';
import { refuseUnlessCan } from './policy';
import { companies, contacts } from './tables';

export interface ContactRow {
  id: string;
  name: string;
  email: string | null;
  username: string;
  company: { id: string; name: string };
  isPrimary: boolean;
  language: string | null;
  disabled: boolean;
  /** Has signed in at least once. */
  signedIn: boolean;
  /** Nothing but the tickets is left of them. */
  erased: boolean;
  /** The contact who has everything of theirs now. */
  mergedInto: string | null;
}

/** `current` is everybody but who was erased or merged: lists and pickers show no others. */
export const contactStates = ['current', 'active', 'disabled', 'merged', 'erased'] as const;

/** Which contacts: the same words for the list and for its export. */
export const WhichContacts = z.object({
  q: z.string().max(200).optional(),
  companyId: z.uuid().optional(),
  state: z.enum(contactStates).default('current'),
});

export const ReadContacts = WhichContacts.extend({
  cursor: z.string().max(1_000).nullish(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** By name, from `cursor` on; `q` is looked for in name, username and address. One round trip. */
export async function readContacts(
  scope: Scope<Staff>,
  input: z.input<typeof ReadContacts> = {},
): Promise<{ rows: ContactRow[]; nextCursor: string | null }> {
  refuseUnlessCan(scope, 'readContacts');
  const { cursor, limit, ...which } = ReadContacts.parse(input);
  const after = readCursor(cursor);
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select({ contact: contacts, company: { id: companies.id, name: companies.name } })
      .from(contacts)
      .innerJoin(
        companies,
        and(eq(companies.tenantId, contacts.tenantId), eq(companies.id, contacts.companyId)),
      )
      .where(
        and(
          contactsThat(scope, which),
          after && sql`(${contacts.name}, ${contacts.id}) > (${after.key}, ${after.id}::uuid)`,
        ),
      )
      .orderBy(contacts.name, contacts.id)
      .limit(limit + 1),
  );
  const shown = rows.map(({ contact, company }) => contactRow(contact, company));
  return pageOf(shown, limit, ({ name, id }) => ({ key: name, id }));
}

/** The condition for these contacts of the tenant. */
export function contactsThat(
  scope: Scope,
  { q, companyId, state }: z.output<typeof WhichContacts>,
): SQL | undefined {
  return and(
    eq(contacts.tenantId, scope.tenant.id),
    companyId ? eq(contacts.companyId, companyId) : undefined,
    q?.trim() ? matching(q) : undefined,
    state === 'erased' ? isNotNull(contacts.erasedAt) : isNull(contacts.erasedAt),
    state === 'erased'
      ? undefined
      : state === 'merged'
        ? isNotNull(contacts.mergedInto)
        : isNull(contacts.mergedInto),
    state === 'active' ? isNull(contacts.disabledAt) : undefined,
    state === 'disabled' ? isNotNull(contacts.disabledAt) : undefined,
  );
}

/** What lists show of a contact: nothing that is a secret. */
export function contactRow(
  contact: typeof contacts.$inferSelect,
  company: { id: string; name: string },
): ContactRow {
  const { id, name, email, username, isPrimary, language, mergedInto } = contact;
  const disabled = contact.disabledAt !== null;
  const signedIn = contact.firstSignedInAt !== null;
  const erased = contact.erasedAt !== null;
  const state = { disabled, signedIn, erased, mergedInto };
  return { id, name, email, username, company, isPrimary, language, ...state };
}

function matching(q: string): SQL | undefined {
  const pattern = containing(q);
  return or(
    ilike(sql`app.unaccented(${contacts.name})`, sql`app.unaccented(${pattern})`),
    ilike(contacts.username, pattern),
    ilike(contacts.email, pattern),
  );
}
