import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { readersLanguage } from '@/people/contact-rows';
import { companies, contacts } from '@/people/tables';
import { readSectionFacts, sectionsBy } from '@/settings/section-facts';

/**
 * The contact as who a mail acts, with no more rights than they have in the portal, or undefined
 * where they are disabled or have no tickets there. Never for a technician: mail carries nobody's
 * authority over others.
 */
export async function mailActor(
  tx: Tx,
  scope: Scope,
  contactId: string,
): Promise<Scope<Contact> | undefined> {
  const tenantId = scope.tenant.id;
  const [row] = await tx
    .select({ contact: contacts, companyName: companies.name })
    .from(contacts)
    .innerJoin(
      companies,
      and(eq(companies.tenantId, tenantId), eq(companies.id, contacts.companyId)),
    )
    .where(
      and(eq(contacts.tenantId, tenantId), eq(contacts.id, contactId), isNull(contacts.disabledAt)),
    );
  if (!row) return undefined;
  const { id, name, companyId, isPrimary, language } = row.contact;
  const sections = sectionsBy(await readSectionFacts(tx, tenantId, { id, companyId }));
  if (!sections.includes('ticketing')) return undefined;
  const { tenant, settings } = scope;
  const { companyName } = row;
  return {
    tenant,
    settings,
    language: readersLanguage(scope, language),
    via: 'mail',
    actor: {
      kind: 'contact',
      id,
      name,
      companyId,
      companyName,
      isPrimary,
      sections,
      sessionId: '',
    },
  };
}
