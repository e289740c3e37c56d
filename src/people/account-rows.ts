import 'server-only';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Contact, Scope, Technician } from '@/access/scope';
import type { AccountKind } from './find-for-sign-in';
import { contacts, passwordLinks, technicians } from './tables';

/** Contacts and technicians prove who they are in the same way, with the same columns. */
export interface AccountKey {
  tenantId: string;
  kind: AccountKind;
  id: string;
}

export function ownAccount(scope: Scope<Contact | Technician>): AccountKey {
  return { tenantId: scope.tenant.id, kind: scope.actor.kind, id: scope.actor.id };
}

/** The row's credentials and names, or undefined. */
export async function findAccountRow(tx: Tx, { tenantId, kind, id }: AccountKey) {
  const isContact = kind === 'contact';
  const [row] = isContact
    ? await tx
        .select()
        .from(contacts)
        .where(and(eq(contacts.tenantId, tenantId), eq(contacts.id, id)))
    : await tx
        .select()
        .from(technicians)
        .where(and(eq(technicians.tenantId, tenantId), eq(technicians.id, id)));
  return row && { ...row, username: 'username' in row ? row.username : null };
}

interface CredentialChange {
  passwordHash?: string;
  initialPasswordSealed?: string | null;
  mustChangePassword?: boolean;
  credentialVersion?: SQL;
  firstSignedInAt?: SQL;
  lastSignedInAt?: SQL;
}

/**
 * Changes the account's credentials where `condition` holds. Returns the version that sessions
 * must carry from now on, or undefined where no row was changed.
 */
export async function changeCredentials(
  tx: Tx,
  { tenantId, kind, id }: AccountKey,
  change: CredentialChange,
  condition?: { credentialVersion: number },
): Promise<number | undefined> {
  if (kind === 'contact') {
    const [row] = await tx
      .update(contacts)
      .set(change)
      .where(
        and(
          eq(contacts.tenantId, tenantId),
          eq(contacts.id, id),
          condition && eq(contacts.credentialVersion, condition.credentialVersion),
        ),
      )
      .returning({ version: contacts.credentialVersion });
    return row?.version;
  }
  const [row] = await tx
    .update(technicians)
    .set(change)
    .where(
      and(
        eq(technicians.tenantId, tenantId),
        eq(technicians.id, id),
        condition && eq(technicians.credentialVersion, condition.credentialVersion),
      ),
    )
    .returning({ version: technicians.credentialVersion });
  return row?.version;
}

/** For `credentialVersion`: every session made before ends. */
export const nextVersion = sql`credential_version + 1`;

/** Links that were not used yet are void: the account's secret has changed. */
export async function voidPasswordLinks(tx: Tx, { tenantId, kind, id }: AccountKey): Promise<void> {
  const owner = kind === 'contact' ? passwordLinks.contactId : passwordLinks.technicianId;
  await tx
    .update(passwordLinks)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(passwordLinks.tenantId, tenantId),
        eq(owner, id),
        sql`${passwordLinks.usedAt} is null`,
      ),
    );
}
