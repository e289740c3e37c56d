import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Contact } from '@/access/scope';
import { settingsWithAnnouncements } from '@/settings/announcements-now';
import { type FoundSectionFacts, sectionFacts, sectionsBy } from '@/settings/section-facts';

/**
 * What the statement of a session brings of its person `p`, and that of a preview too: a contact
 * is previewed exactly as their own sign-in would show them.
 */
export interface PersonColumns extends Record<string, unknown> {
  id: string;
  name: string;
  language: string | null;
  /** The tenant's choices travel with the session, so that a page costs no query for them. */
  settings: Record<string, unknown> | null;
}

export function personColumns(tenantId: string): SQL {
  return sql`p.id, p.name, p.language, ${settingsWithAnnouncements(tenantId)} as settings`;
}

/** And of a contact, whose company is `o`. */
export interface ContactColumns extends Record<string, unknown> {
  company_id: string;
  company_name: string;
  is_primary: boolean;
  sections: FoundSectionFacts;
}

export function contactColumns(tenantId: string): SQL {
  const contact = { id: sql`p.id`, companyId: sql`p.company_id` };
  return sql`p.company_id, p.is_primary, o.name as company_name,
    ${sectionFacts(tenantId, contact)} as sections`;
}

/** Joined to a row `s` of sessions. */
export function contactJoins(contactId: SQL): SQL {
  return sql`join contacts p on p.tenant_id = s.tenant_id and p.id = ${contactId}
    join companies o on o.tenant_id = p.tenant_id and o.id = p.company_id`;
}

export function contactOf(row: PersonColumns & ContactColumns, sessionId: string): Contact {
  return {
    kind: 'contact',
    id: row.id,
    name: row.name,
    companyId: row.company_id,
    companyName: row.company_name,
    isPrimary: row.is_primary,
    sections: sectionsBy(row.sections),
    sessionId,
  };
}
