import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { type Grants, isGranted } from './entitlements';
import {
  type Audience,
  type SectionFacts,
  type SectionName,
  sectionDefaults,
  sectionNames,
  whyHasSection,
} from './sections';

/** What `sectionFacts` brings: the audiences that were chosen, and what the contact is a member of. */
export interface FoundSectionFacts {
  /** `section.<name>` → audience. */
  audiences: Record<string, Audience> | null;
  /** `<name> contact` where they were chosen themselves, `<name> company` where their company was. */
  memberships: string[] | null;
  /** What the operator decided for the tenant. */
  grants: Grants | null;
}

/**
 * What decides which sections a contact has, as one JSON object inside another statement: a part
 * of the session's, so that no page costs a query for it. `contact` are columns.
 */
export function sectionFacts(tenantId: string, contact: { id: SQL; companyId: SQL }): SQL {
  return sql`jsonb_build_object(
    'audiences', (select jsonb_object_agg(c.key, c.value->'audience') from settings c
      where c.tenant_id = ${tenantId} and c.key like 'section.%'),
    'grants', (select c.value->'granted' from settings c
      where c.tenant_id = ${tenantId} and c.key = 'entitlements'),
    'memberships', (select jsonb_agg(m.section || ' ' || m.kind) from section_members m
      where m.tenant_id = ${tenantId} and m.member_id in (${contact.id}, ${contact.companyId})))`;
}

/** The sections that a contact with these facts has. */
export function sectionsBy(found: FoundSectionFacts): SectionName[] {
  return sectionNames.filter((section) => whyHasSection(factsAbout(found, section)).has);
}

/** One section's part of what was found. */
export function factsAbout(
  { audiences, memberships, grants }: FoundSectionFacts,
  section: SectionName,
): SectionFacts {
  return {
    audience: audiences?.[`section.${section}`] ?? sectionDefaults[section],
    contactSelected: memberships?.includes(`${section} contact`) ?? false,
    companySelected: memberships?.includes(`${section} company`) ?? false,
    entitled: isGranted(grants, section),
  };
}

/** The facts about one contact, where no session has brought them. */
export async function readSectionFacts(
  tx: Tx,
  tenantId: string,
  contact: { id: string; companyId: string },
): Promise<FoundSectionFacts> {
  const columns = { id: sql`${contact.id}::uuid`, companyId: sql`${contact.companyId}::uuid` };
  const { rows } = await tx.execute<{ found: FoundSectionFacts }>(
    sql`select ${sectionFacts(tenantId, columns)} as found`,
  );
  return rows[0]!.found;
}
