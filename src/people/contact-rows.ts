import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { orNotFound } from '@/platform/errors';
import { contacts } from './tables';

/** Begins every query about one contact. */
export const ownContact = (scope: Scope, id: string) =>
  and(eq(contacts.tenantId, scope.tenant.id), eq(contacts.id, id));

/** The row, locked until the transaction ends; a foreign or unknown id is not found. */
export async function lockContact(tx: Tx, scope: Scope, id: string) {
  const [row] = await tx.select().from(contacts).where(ownContact(scope, id)).for('update');
  return orNotFound(row);
}

/** The language in which a person reads our mails. */
export function readersLanguage(scope: Scope, own: string | null): string {
  return own ?? scope.tenant.defaultLanguage;
}
