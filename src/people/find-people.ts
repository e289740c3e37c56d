import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { settingsCan } from '@/settings/policy';
import { sectionNames } from '@/settings/sections';
import { pageOf, readCursor } from './page-cursor';
import { refuseUnlessCan } from './policy';
import { readCompanies } from './read-companies';

/** A contact or company, as pickers show them. */
export interface FoundPerson {
  id: string;
  name: string;
  /** Of a contact. */
  company?: string;
  /** Of a contact: e-mail address, or the username where there is none. */
  login?: string;
  /** Of a company. */
  contactCount?: number;
  /** Whether they are chosen for the section that was asked about. */
  chosen?: boolean;
}

/** A page of a picker, and of what was chosen. */
export const peopleAtOnce = 25;

export const FindPeople = z.object({
  whom: z.enum(['contact', 'company']),
  q: z.string().max(200).default(''),
  cursor: z.string().max(1_000).optional(),
  /** Says of everybody whether they are chosen for it. */
  section: z.enum(sectionNames).optional(),
});

/**
 * For choosing: contacts who can sign in, or companies, by name, 25 from `cursor` on. Every word of
 * `q` is looked for in names and addresses; of one or two letters only words that begin so.
 */
export async function findPeople(
  scope: Scope<Staff>,
  input: z.input<typeof FindPeople>,
): Promise<{ rows: FoundPerson[]; nextCursor: string | null }> {
  const { whom, section, ...wanted } = FindPeople.parse(input);
  if (section) refuseUnlessPermitted(settingsCan.read(scope));
  const find = whom === 'contact' ? findContacts : findCompanies;
  const page = await find(scope, wanted);
  if (!section) return page;
  const ids = page.rows.map(({ id }) => id);
  const chosen = await inReadTransaction(scope, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select member_id as id from section_members
      where tenant_id = ${scope.tenant.id} and section = ${section}
        and member_id = any(${sql.param(ids)}::uuid[])`);
    return new Set(rows.map(({ id }) => id));
  });
  return { ...page, rows: page.rows.map((row) => ({ ...row, chosen: chosen.has(row.id) })) };
}

interface Wanted {
  q: string;
  cursor?: string | undefined;
}

async function findCompanies(scope: Scope<Staff>, wanted: Wanted) {
  const { rows, nextCursor } = await readCompanies(scope, { ...wanted, limit: peopleAtOnce });
  const shown = rows.map(({ id, name, contactCount }) => ({ id, name, contactCount }));
  return { rows: shown as FoundPerson[], nextCursor };
}

async function findContacts(scope: Scope<Staff>, { q, cursor }: Wanted) {
  refuseUnlessCan(scope, 'readContacts');
  const after = readCursor(cursor) ?? { key: '', id: '00000000-0000-0000-0000-000000000000' };
  const [piece = '%', ...others] = piecesOf(q);
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<{ id: string; name: string; login: string; company: string }>(sql`
      select c.id, c.name, coalesce(c.email, c.username) as login, o.name as company
      from contacts c join companies o on o.tenant_id = c.tenant_id and o.id = c.company_id
      where c.tenant_id = ${scope.tenant.id} and c.id = any(array(select app.contacts_found(
        ${piece}, ${sql.param(others)}::text[], ${after.key}, ${after.id}::uuid, ${peopleAtOnce + 1})))
      order by c.name, c.id`),
  );
  return pageOf<FoundPerson>(rows, peopleAtOnce, ({ name, id }) => ({ key: name, id }));
}

/** A pattern a word, the longest first: it finds the most by itself. */
function piecesOf(q: string): string[] {
  const words = q.replaceAll('\0', '').normalize('NFC').split(/\s+/).filter(Boolean).slice(0, 8);
  return words
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\%_]/g, '\\$&'))
    .map((word) => (word.length < 3 ? `% ${word}%` : `%${word}%`));
}
