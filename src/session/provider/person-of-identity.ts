import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { contacts, technicians } from '@/people/tables';
import { newId } from '@/platform/ids';
import type { Proven } from '@/session/open-session';
import type { ProviderRow } from './discover-provider';
import { providerIdentities } from './tables';

/** What a provider's token proved. */
export interface Identity {
  subject: string;
  /** Undefined where the provider does not vouch for any. */
  address: string | undefined;
}

export type Found =
  | { person: Proven; isNew: boolean }
  | { refused: 'notVerified' | 'noPerson' | 'disabled' | 'otherCompany' };

/**
 * Who of the tenant's people an account of a provider is: by what was linked before, else by its
 * verified address, which is linked then. Nobody is made. One that was linked to somebody who may
 * not sign in any more is nobody's, whatever its address.
 */
export async function personOfIdentity(
  tx: Tx,
  provider: ProviderRow,
  { subject, address }: Identity,
): Promise<Found> {
  const linked = await linkedPerson(tx, provider, subject);
  if (linked) return judged(linked, provider, false);
  if (address === undefined) return { refused: 'notVerified' };
  const person = await personAt(tx, provider, address);
  if (!person) return { refused: 'noPerson' };
  const found = judged(person, provider, true);
  if ('refused' in found) return found;
  const isContact = provider.realm === 'contact';
  const [made] = await tx
    .insert(providerIdentities)
    .values({
      tenantId: provider.tenantId,
      id: newId(),
      providerId: provider.id,
      subject,
      contactId: isContact ? person.id : null,
      technicianId: isContact ? null : person.id,
    })
    .onConflictDoNothing()
    .returning({ id: providerIdentities.id });
  // Two at once: whoever was first has linked it, and is asked again.
  return made ? found : personOfIdentity(tx, provider, { subject, address });
}

interface Person extends Proven {
  companyId: string | null;
  disabledAt: Date | null;
}

function judged(person: Person, { companyIds }: ProviderRow, isNew: boolean): Found {
  if (person.disabledAt) return { refused: 'disabled' };
  if (companyIds.length > 0 && !companyIds.includes(person.companyId ?? '')) {
    return { refused: 'otherCompany' };
  }
  return { person, isNew };
}

/** Who was merged into another contact has become that one. */
async function linkedPerson(
  tx: Tx,
  { tenantId, id, realm }: ProviderRow,
  subject: string,
): Promise<Person | undefined> {
  const [identity] = await tx
    .update(providerIdentities)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(
        eq(providerIdentities.tenantId, tenantId),
        eq(providerIdentities.providerId, id),
        eq(providerIdentities.subject, subject),
      ),
    )
    .returning();
  if (!identity) return undefined;
  if (realm === 'technician') {
    const own = eq(technicians.id, identity.technicianId!);
    return (
      await tx
        .select(technician)
        .from(technicians)
        .where(and(ofTenant(tenantId), own))
    )[0];
  }
  const merged = tx
    .select({ into: sql<string>`coalesce(${contacts.mergedInto}, ${contacts.id})` })
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenantId), eq(contacts.id, identity.contactId!)));
  const [row] = await tx
    .select(contact)
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenantId), eq(contacts.id, merged)));
  return row;
}

/** The one active person with this address; contacts and technicians are unique by it. */
async function personAt(
  tx: Tx,
  { tenantId, realm }: ProviderRow,
  address: string,
): Promise<Person | undefined> {
  const [row] =
    realm === 'technician'
      ? await tx
          .select(technician)
          .from(technicians)
          .where(and(ofTenant(tenantId), eq(technicians.email, address)))
      : await tx
          .select(contact)
          .from(contacts)
          .where(and(eq(contacts.tenantId, tenantId), eq(contacts.email, address)));
  return row;
}

const ofTenant = (tenantId: string) => eq(technicians.tenantId, tenantId);

const contact = {
  id: contacts.id,
  name: contacts.name,
  credentialVersion: contacts.credentialVersion,
  companyId: sql<string | null>`${contacts.companyId}`,
  disabledAt: contacts.disabledAt,
};
const technician = {
  id: technicians.id,
  name: technicians.name,
  credentialVersion: technicians.credentialVersion,
  companyId: sql<string | null>`null`,
  disabledAt: technicians.disabledAt,
};
