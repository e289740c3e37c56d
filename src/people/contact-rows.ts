import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { orNotFound, Refusal } from '@/platform/errors';
import { contacts } from './tables';

/** Begins every query about one contact. */
export const ownContact = (scope: Scope, id: string) =>
  and(eq(contacts.tenantId, scope.tenant.id), eq(contacts.id, id));

/**
 * The row, locked until the transaction ends; a foreign or unknown id is not found. Refuses (409)
 * who was erased or merged into another: nothing is done with them any more.
 */
export async function lockContact(tx: Tx, scope: Scope, id: string) {
  const [found] = await tx.select().from(contacts).where(ownContact(scope, id)).for('update');
  const row = orNotFound(found);
  if (row.erasedAt) throw new Refusal('people.contactErased');
  if (row.mergedInto) throw new Refusal('people.contactMerged');
  return row;
}

/** The language in which a person reads our mails. */
export function readersLanguage(scope: Scope, own: string | null): string {
  return own ?? scope.tenant.defaultLanguage;
}
