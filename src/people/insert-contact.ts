import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { postgresCode, Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import type { GeneratedPassword } from './initial-password';
import { contacts } from './tables';
import { freeUsername, usernameFrom } from './usernames';

export interface NewContact {
  companyId: string;
  name: string;
  email: string | null;
  phone: string | null;
  language: string | null;
  isPrimary: boolean;
}

const tries = 20;

/**
 * Writes the row under the first username that is free. The unique index decides between two
 * who come at once: the later one takes the next number. Refuses a taken address and an
 * unknown company (422, beside the field).
 */
export async function insertContact(
  tx: Tx,
  scope: Scope,
  person: NewContact,
  password: GeneratedPassword,
): Promise<{ id: string; username: string }> {
  const tenantId = scope.tenant.id;
  const language = person.language ?? scope.tenant.defaultLanguage;
  const base = usernameFrom(person.name, person.email, language);
  for (let attempt = 1; attempt <= tries; attempt++) {
    const username = freeUsername(base, await usernamesLike(tx, tenantId, base));
    const [row] = await tx
      .insert(contacts)
      .values({ tenantId, id: newId(), username, ...person, ...password.columns })
      .onConflictDoNothing()
      .returning({ id: contacts.id, username: contacts.username })
      .catch(refuseUnknownCompany);
    if (row) return row;
    await refuseTakenEmail(tx, tenantId, person.email);
  }
  throw new Refusal('people.usernamesUsedUp', {
    status: 422,
    fields: { name: 'people.usernamesUsedUp' },
  });
}

/** What is taken of `base`, `base-2` … `base-n`, locked rows of others included once they commit. */
async function usernamesLike(tx: Tx, tenantId: string, base: string): Promise<Set<string>> {
  const rows = await tx
    .select({ username: contacts.username })
    .from(contacts)
    .where(
      and(
        eq(contacts.tenantId, tenantId),
        sql`(${contacts.username} = ${base} or ${contacts.username} like ${`${base}-%`})`,
      ),
    );
  return new Set(rows.map((row) => row.username));
}

/** Refuses (422) an address that another contact (not `exceptId`) has. */
export async function refuseTakenEmail(
  tx: Tx,
  tenantId: string,
  email: string | null,
  exceptId?: string,
): Promise<void> {
  if (email === null) return;
  const [other] = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenantId), eq(contacts.email, email)));
  if (other && other.id !== exceptId) throw emailTaken();
}

export function emailTaken(): Refusal {
  return new Refusal('people.emailTaken', { status: 422, fields: { email: 'people.emailTaken' } });
}

/** The foreign key decides whether the company is there, and is one of this tenant. */
export function refuseUnknownCompany(error: unknown): never {
  if (postgresCode(error) !== '23503') throw error;
  const key = 'people.companyUnknown';
  throw new Refusal(key, { status: 422, fields: { companyId: key } });
}
