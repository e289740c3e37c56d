import 'server-only';
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { MailRecipient } from '@/notifications/queue-mail';
import { strictAddress } from '@/platform/mail-address';
import { type FoundSectionFacts, sectionFacts, sectionsBy } from '@/settings/section-facts';
import type { SectionName } from '@/settings/sections';
import { readersLanguage } from './contact-rows';
import { contacts, technicians } from './tables';

export interface MailReader {
  id: string;
  side: 'contact' | 'technician';
  to: MailRecipient;
}

/**
 * Those of the contacts whom a mail about something in this section may reach: with an address,
 * not disabled, and with the section, because a mail must not show what the portal hides from them.
 */
export async function contactReaders(
  tx: Tx,
  scope: Scope,
  section: SectionName,
  contactIds: readonly string[],
): Promise<MailReader[]> {
  const rows = await tx
    .select({
      id: contacts.id,
      name: contacts.name,
      email: contacts.email,
      language: contacts.language,
      sectionFacts: facts(scope),
    })
    .from(contacts)
    .where(
      and(
        eq(contacts.tenantId, scope.tenant.id),
        inArray(contacts.id, [...new Set(contactIds)]),
        isNull(contacts.disabledAt),
      ),
    );
  return readers(
    scope,
    'contact',
    rows.filter((row) => sectionsBy(row.sectionFacts).includes(section)),
  );
}

// Names written out: in a select of one table Drizzle leaves the table's name off its columns.
const facts = ({ tenant }: Scope) =>
  sql<FoundSectionFacts>`${sectionFacts(tenant.id, {
    id: sql`contacts.id`,
    companyId: sql`contacts.company_id`,
  })}`;

/** The active technicians that fit `which`. */
export async function technicianReaders(tx: Tx, scope: Scope, which: SQL): Promise<MailReader[]> {
  const rows = await tx
    .select({
      id: technicians.id,
      name: technicians.name,
      email: technicians.email,
      language: technicians.language,
    })
    .from(technicians)
    .where(and(eq(technicians.tenantId, scope.tenant.id), isNull(technicians.disabledAt), which));
  return readers(scope, 'technician', rows);
}

interface Person {
  id: string;
  name: string;
  email: string | null;
  language: string | null;
}

/** An address that no mail could go to must not stop the deed that the mail tells of. */
function readers(scope: Scope, side: MailReader['side'], people: Person[]): MailReader[] {
  return people.flatMap(({ id, name, email, language }) =>
    email && strictAddress(email) === email
      ? [
          {
            id,
            side,
            to: { address: email, name: oneLine(name), language: readersLanguage(scope, language) },
          },
        ]
      : [],
  );
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
