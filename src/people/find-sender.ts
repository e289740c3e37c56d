import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { strictAddress } from '@/platform/mail-address';
import { isFreemail } from './company-domains';
import { CreateContact, createContact } from './create-contact';
import { companyDomains, contacts, technicians } from './tables';

/** Who stands behind an address, and if nobody: of which companies the domain is. */
export type Sender =
  | { who: 'contact'; id: string }
  | { who: 'technician'; id: string; name: string }
  | { who: 'disabled' | 'badAddress' }
  | { who: 'freemail'; address: string }
  | { who: 'stranger'; address: string; companyIds: string[] };

/**
 * Looks an address up among technicians and contacts, then its domain among the companies'. That of
 * a contact who was merged into another one is the other one's, too.
 */
export async function findSender(scope: Pick<Scope, 'tenant'>, typed: string): Promise<Sender> {
  const address = strictAddress(typed);
  if (!address) return { who: 'badAddress' };
  const domain = address.split('@')[1]!;
  const tenantId = scope.tenant.id;
  const [[technician], [found], companies] = await inReadTransaction(scope, (tx) =>
    Promise.all([
      tx
        .select()
        .from(technicians)
        .where(and(eq(technicians.tenantId, tenantId), eq(technicians.email, address))),
      tx
        .select()
        .from(contacts)
        .where(and(eq(contacts.tenantId, tenantId), eq(contacts.email, address))),
      tx
        .select({ id: companyDomains.companyId })
        .from(companyDomains)
        .where(and(eq(companyDomains.tenantId, tenantId), eq(companyDomains.domain, domain)))
        .limit(20),
    ]),
  );
  const contact = found?.mergedInto ? await contactOf(scope, found.mergedInto) : found;
  if (technician && !technician.disabledAt) {
    return { who: 'technician', id: technician.id, name: technician.name };
  }
  if (technician || contact?.disabledAt) return { who: 'disabled' };
  if (contact) return { who: 'contact', id: contact.id };
  if (isFreemail(domain)) return { who: 'freemail', address };
  return { who: 'stranger', address, companyIds: companies.map(({ id }) => id) };
}

async function contactOf({ tenant }: Pick<Scope, 'tenant'>, id: string) {
  const [contact] = await inReadTransaction({ tenant }, (tx) =>
    tx
      .select()
      .from(contacts)
      .where(and(eq(contacts.tenantId, tenant.id), eq(contacts.id, id))),
  );
  return contact;
}

/**
 * The contact of this company with this address, who is created where there is none yet; without
 * a welcome mail, since nobody has asked for one. Two mails at once make one contact.
 */
export async function contactForSender(
  scope: Scope<Staff>,
  { address, name, companyId }: { address: string; name: string; companyId: string },
): Promise<string> {
  const shown = CreateContact.shape.name.safeParse(name);
  const person = {
    companyId,
    name: shown.success ? shown.data : address.split('@')[0]!,
    email: address,
    sendWelcome: false,
  };
  try {
    return (await createContact(scope, CreateContact.parse(person))).id;
  } catch (error) {
    if (!(error instanceof Refusal) || error.key !== 'people.emailTaken') throw error;
    const sender = await findSender(scope, address);
    if (sender.who === 'contact') return sender.id;
    throw error;
  }
}
