import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { settingsCan } from '@/settings/policy';
import { type SectionName, sectionNames } from '@/settings/sections';
import { type FoundPerson, peopleAtOnce } from './find-people';
import { type PageCursor, pageOf, readCursor } from './page-cursor';
import { refuseUnlessCan } from './policy';

export const ReadSectionMembers = z.object({
  section: z.enum(sectionNames),
  whom: z.enum(['contact', 'company']),
  cursor: z.string().max(1_000).optional(),
});

/** Who was chosen for a section, by name, 25 from `cursor` on. */
export async function readSectionMembers(
  scope: Scope<Staff>,
  input: z.input<typeof ReadSectionMembers>,
): Promise<{ rows: FoundPerson[]; nextCursor: string | null }> {
  refuseUnlessPermitted(settingsCan.read(scope));
  refuseUnlessCan(scope, 'readContacts');
  const { section, whom, cursor } = ReadSectionMembers.parse(input);
  const after = readCursor(cursor);
  const statement = whom === 'contact' ? contactsOf : companiesOf;
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<{ id: string; name: string; company?: string; login?: string }>(
      statement(scope.tenant.id, section, after),
    ),
  );
  return pageOf<FoundPerson>(rows, peopleAtOnce, ({ name, id }) => ({ key: name, id }));
}

const contactsOf = (tenantId: string, section: SectionName, after?: PageCursor): SQL => sql`
  select c.id, c.name, coalesce(c.email, c.username) as login, o.name as company
  from section_members m join contacts c on c.tenant_id = m.tenant_id and c.id = m.member_id
    join companies o on o.tenant_id = c.tenant_id and o.id = c.company_id
  where m.tenant_id = ${tenantId} and m.section = ${section} and m.kind = 'contact'
    ${after ? sql`and (c.name, c.id) > (${after.key}, ${after.id}::uuid)` : sql``}
  order by c.name, c.id limit ${peopleAtOnce + 1}`;

const companiesOf = (tenantId: string, section: SectionName, after?: PageCursor): SQL => sql`
  select c.id, c.name
  from section_members m join companies c on c.tenant_id = m.tenant_id and c.id = m.member_id
  where m.tenant_id = ${tenantId} and m.section = ${section} and m.kind = 'company'
    ${after ? sql`and (c.name, c.id) > (${after.key}, ${after.id}::uuid)` : sql``}
  order by c.name, c.id limit ${peopleAtOnce + 1}`;

export interface SectionReach {
  contacts: number;
  companies: number;
  /** Everybody who can sign in and is one of them or of their companies. */
  people: number;
}

/** How many were chosen for each of these sections, and how many people that reaches. */
export async function readSectionReach<S extends SectionName>(
  scope: Scope<Staff>,
  sections: readonly S[],
): Promise<Record<S, SectionReach>> {
  refuseUnlessPermitted(settingsCan.read(scope));
  const tenantId = scope.tenant.id;
  const rows = await inReadTransaction(scope, (tx) =>
    Promise.all(
      sections.map(async (section) => {
        const chosen = (kind: 'contact' | 'company') => sql`select m.member_id
          from section_members m
          where m.tenant_id = ${tenantId} and m.section = ${section} and m.kind = ${kind}`;
        const active = sql`select c.id from contacts c
          where c.tenant_id = ${tenantId} and c.disabled_at is null`;
        const { rows } = await tx.execute<SectionReach & Record<string, unknown>>(sql`
          select count(*) filter (where kind = 'contact')::int as contacts,
            count(*) filter (where kind = 'company')::int as companies,
            (select count(*)::int from (
              ${active} and c.id in (${chosen('contact')})
              union ${active} and c.company_id in (${chosen('company')})) reached) as people
          from section_members where tenant_id = ${tenantId} and section = ${section}`);
        return [section, rows[0]!] as const;
      }),
    ),
  );
  return Object.fromEntries<SectionReach>(rows) as Record<S, SectionReach>;
}
