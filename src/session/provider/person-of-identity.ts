import 'server-only';
import { and, eq, inArray, or, sql } from 'drizzle-orm';
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
 * verified address, which is linked then. Nobody is made. A link is as good as its address: once
 * the person has another, the account must prove one anew. One that was linked to somebody who may
 * not sign in any more is nobody's, whatever its address.
 */
export async function personOfIdentity(
  tx: Tx,
  provider: ProviderRow,
  { subject, address }: Identity,
): Promise<Found> {
  const link = await takeLink(tx, provider, subject);
  const linked = link && (await linkedPerson(tx, provider, link, address));
  if (linked) {
    const found = judged(linked, provider, false);
    if ('refused' in found || linked.holds) return found;
  }
  if (address === undefined) return { refused: 'notVerified' };
  const person = await personAt(tx, provider, address);
  if (!person) return { refused: 'noPerson' };
  const found = judged(person, provider, true);
  if ('refused' in found) return found;
  const isContact = provider.realm === 'contact';
  if (link) await tx.delete(providerIdentities).where(itself(link));
  const [made] = await tx
    .insert(providerIdentities)
    .values({
      tenantId: provider.tenantId,
      id: newId(),
      providerId: provider.id,
      subject,
      address,
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

type Link = typeof providerIdentities.$inferSelect;

const itself = ({ tenantId, id }: Link) =>
  and(eq(providerIdentities.tenantId, tenantId), eq(providerIdentities.id, id));

/** Kept from another sign-in of the same account until the transaction ends. */
async function takeLink(
  tx: Tx,
  { tenantId, id }: ProviderRow,
  subject: string,
): Promise<Link | undefined> {
  const [link] = await tx
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
  return link;
}

/**
 * Who was merged into another contact has become that one, and the addresses of both are theirs.
 * The link holds while it was made by one of them, or the account is vouched for with one now.
 */
async function linkedPerson(
  tx: Tx,
  { realm }: ProviderRow,
  link: Link,
  address: string | undefined,
): Promise<(Person & { holds: boolean }) | undefined> {
  const rows =
    realm === 'technician'
      ? await tx
          .select({ ...technician, email: technicians.email })
          .from(technicians)
          .where(and(ofTenant(link.tenantId), eq(technicians.id, link.technicianId!)))
      : await contactAndMerged(tx, link);
  const person = rows.at(-1);
  if (!person) return undefined;
  const has = (known: string | null | undefined) =>
    typeof known === 'string' && rows.some(({ email }) => email === known);
  if (has(link.address)) return { ...person, holds: true };
  if (!has(address)) return { ...person, holds: false };
  await tx.update(providerIdentities).set({ address }).where(itself(link));
  return { ...person, holds: true };
}

/** Last of them who they have become. */
function contactAndMerged(tx: Tx, { tenantId, contactId }: Link) {
  const into = tx
    .select({ id: contacts.mergedInto })
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenantId), eq(contacts.id, contactId!)));
  return tx
    .select({ ...contact, email: contacts.email })
    .from(contacts)
    .where(
      and(
        eq(contacts.tenantId, tenantId),
        or(eq(contacts.id, contactId!), inArray(contacts.id, into)),
      ),
    )
    .orderBy(sql`${contacts.mergedInto} nulls last`);
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
