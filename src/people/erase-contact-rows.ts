import 'server-only';
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { translatorFor } from '@/i18n/translator';
import { saysWord } from '@/platform/says-word';
import { forgetMembers } from '@/settings/forget-members';
import { lockContact } from './contact-rows';
import { contactImports, contacts, passwordLinks } from './tables';

/**
 * Takes the person out of a contact's row, and out of those that were merged into it; the rows
 * stay for the tickets. Returns whose rows they were: their ids, the names and the addresses they
 * had, and what they are called from now on.
 */
export async function eraseContactRows(
  tx: Tx,
  scope: Scope,
  id: string,
): Promise<{ ids: string[]; names: string[]; addresses: string[]; as: string }> {
  const tenantId = scope.tenant.id;
  const t = await translatorFor(scope.tenant.defaultLanguage);
  const rows = await tx
    .select({ id: contacts.id, name: contacts.name, email: contacts.email })
    .from(contacts)
    .where(
      and(eq(contacts.tenantId, tenantId), or(eq(contacts.id, id), eq(contacts.mergedInto, id))),
    );
  const ids = rows.map((row) => row.id);
  const as = t('console.people.erase.erasedName');
  await tx
    .update(contacts)
    .set({
      name: as,
      email: null,
      phone: null,
      language: null,
      isPrimary: false,
      username: sql`'erased-' || ${contacts.id}`,
      passwordHash: null,
      initialPasswordSealed: null,
      mustChangePassword: false,
      credentialVersion: sql`${contacts.credentialVersion} + 1`,
      firstSignedInAt: null,
      lastSignedInAt: null,
      welcomedAt: null,
      disabledAt: sql`coalesce(${contacts.disabledAt}, now())`,
      erasedAt: sql`now()`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(contacts.tenantId, tenantId), inArray(contacts.id, ids)));
  await tx
    .delete(passwordLinks)
    .where(and(eq(passwordLinks.tenantId, tenantId), inArray(passwordLinks.contactId, ids)));
  await forgetMembers(tx, scope, ids);
  const names = rows.map((row) => row.name);
  const addresses = rows.flatMap((row) => row.email ?? []);
  await forgetPlans(tx, tenantId, [...addresses, ...names]);
  return { ids, names, addresses, as };
}

/** Imports that were checked and not begun: their files say what the person had. */
async function forgetPlans(tx: Tx, tenantId: string, words: string[]): Promise<void> {
  const isSaid = words.map((word) => saysWord(contactImports.csv, word));
  await tx
    .delete(contactImports)
    .where(
      and(eq(contactImports.tenantId, tenantId), isNull(contactImports.startedAt), or(...isSaid)),
    );
}

/** The contact's name, locked; refuses one who is gone already. */
export async function nameToErase(tx: Tx, scope: Scope, id: string): Promise<string> {
  return (await lockContact(tx, scope, id)).name;
}
