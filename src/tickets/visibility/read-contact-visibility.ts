import 'server-only';
import { sql } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import type { Visibility } from '@/fields/field';
import { fieldWords, labelOfField } from '@/fields/field-words';
import { portalVisibilities } from '@/fields/portal-visibility';
import { readDefinitions } from '@/fields/read-fields';
import { type ContactView, readContact } from '@/people/read-contact';
import {
  type AnnouncementView,
  announcementsFor,
  settingsWithAnnouncements,
} from '@/settings/announcements-now';
import { factsAbout, readSectionFacts } from '@/settings/section-facts';
import {
  type SectionName,
  type SectionReason,
  sectionNames,
  whyHasSection,
} from '@/settings/sections';
import { allStatuses } from '@/tickets/read-statuses';
import { labelOf, statusWords } from '@/tickets/status-words';

interface Named {
  key: string;
  label: string;
}

/** What the portal shows to one contact, by the rules that it follows itself, with the reasons. */
export interface ContactVisibility {
  /** False: nobody is let in who is disabled, whatever the rest says. */
  canSignIn: boolean;
  sections: { name: SectionName; has: boolean; reason: SectionReason }[];
  /** Every ticket of their company, or only those that they asked for or are in copy of. */
  companyTickets: { has: boolean; reason: 'primaryContact' | 'notPrimary' | 'noSection' };
  statuses: (Named & { visible: boolean })[];
  fields: (Named & { portal: Visibility })[];
  /** What stands at the top of the portal for them now. */
  announcements: (AnnouncementView & { reach: 'everybody' | 'company' })[];
}

/** Refuses contacts, and keys without `contacts:read` (403); a foreign id is not found. */
export async function readContactVisibility(
  scope: Scope<Staff>,
  id: string,
): Promise<ContactVisibility> {
  return visibilityOf(scope, await readContact(scope, id));
}

/** The same for a contact who was just read, in one round trip. */
export async function visibilityOf(
  scope: Scope<Staff>,
  contact: Pick<ContactView, 'id' | 'company' | 'isPrimary' | 'disabled'>,
): Promise<ContactVisibility> {
  const person = { id: contact.id, companyId: contact.company.id };
  const [words, names] = await Promise.all([
    statusWords(scope.language),
    fieldWords(scope.language),
  ]);
  return inReadTransaction(scope, async (tx) => {
    const [facts, statuses, fields, settings] = await Promise.all([
      readSectionFacts(tx, scope.tenant.id, person),
      allStatuses(tx, scope),
      readDefinitions(tx, scope),
      settingsNow(tx, scope),
    ]);
    const sections = sectionNames.map((name) => ({
      name,
      ...whyHasSection(factsAbout(facts, name)),
    }));
    const portal = portalVisibilities(fields);
    return {
      canSignIn: !contact.disabled,
      sections,
      companyTickets: companyTickets(contact.isPrimary, sections),
      statuses: statuses.map((status) => ({
        key: status.key,
        label: labelOf(status, scope.language, words),
        visible: status.portalVisible,
      })),
      fields: fields.map((field) => ({
        key: field.key,
        label: labelOfField(field, names),
        portal: portal.get(field.key) ?? field.portal,
      })),
      announcements: announcements({ ...scope, settings }, person),
    };
  });
}

function companyTickets(
  isPrimary: boolean,
  sections: ContactVisibility['sections'],
): ContactVisibility['companyTickets'] {
  if (!isPrimary) return { has: false, reason: 'notPrimary' };
  const has = sections.some((section) => section.name === 'ticketing' && section.has);
  return { has, reason: has ? 'primaryContact' : 'noSection' };
}

/** What somebody of no company would see too is for everybody. */
function announcements(reader: Scope, contact: { companyId: string }) {
  const forAll = new Set(announcementsFor(reader, { companyId: '' }).map(({ id }) => id));
  return announcementsFor(reader, contact).map((one) => ({
    ...one,
    reach: forAll.has(one.id) ? ('everybody' as const) : ('company' as const),
  }));
}

/** Keys bring no announcements. */
async function settingsNow(tx: Tx, { tenant }: Scope): Promise<Scope['settings']> {
  const { rows } = await tx.execute<{ settings: Scope['settings'] }>(
    sql`select ${settingsWithAnnouncements(tenant.id)} as settings`,
  );
  return rows[0]!.settings;
}
