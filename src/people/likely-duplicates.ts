import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { refuseUnlessCan } from './policy';

export interface DuplicatePair {
  company: { id: string; name: string };
  /** The older record first: usually the one to keep. */
  first: Person;
  second: Person;
  sameMailbox: boolean;
}

interface Person {
  id: string;
  name: string;
  email: string | null;
  username: string;
}

/** From here on two names count as alike: *Jane Smith* and *Jane Smyth* are at 0.57. */
const alike = 0.5;
const most = 100;
/** A word that more people of a company have in their names tells nobody from anybody. */
const holders = 40;

/**
 * Contacts of one company who may be the same person: the same part of the address before the @,
 * or names alike by their trigrams. All pairs are looked for among people who share a word of
 * their names that few have, so that a large company is no trouble; with `contactId` everybody is
 * compared with them.
 */
export async function readLikelyDuplicates(
  scope: Scope<Staff>,
  { contactId }: { contactId?: string } = {},
): Promise<DuplicatePair[]> {
  refuseUnlessCan(scope, 'readContacts');
  const tenantId = scope.tenant.id;
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<PairRow>(sql`
      with pairs as materialized (${contactId ? pairsWith(tenantId, contactId) : allPairs(tenantId)}),
      compared as (
        select a.id as a_id, a.name as a_name, a.email as a_email, a.username as a_username,
          b.id as b_id, b.name as b_name, b.email as b_email, b.username as b_username,
          a.company_id, coalesce(split_part(a.email, '@', 1) = split_part(b.email, '@', 1), false) as same,
          similarity(lower(app.unaccented(a.name)), lower(app.unaccented(b.name))) as alike
        from pairs p
          join contacts a on a.tenant_id = ${tenantId} and a.id = p.a
          join contacts b on b.tenant_id = ${tenantId} and b.id = p.b)
      select d.*, c.name as company_name
      from compared d join companies c on c.tenant_id = ${tenantId} and c.id = d.company_id
      where d.same or d.alike >= ${alike}
      order by d.same desc, d.alike desc, d.a_id, d.b_id
      limit ${most}`),
  );
  return rows.map((row) => ({
    company: { id: row.company_id, name: row.company_name },
    first: { id: row.a_id, name: row.a_name, email: row.a_email, username: row.a_username },
    second: { id: row.b_id, name: row.b_name, email: row.b_email, username: row.b_username },
    sameMailbox: row.same,
  }));
}

const there = sql`erased_at is null and merged_into is null`;

/** Ids carry their time: the smaller one is the older record. */
function allPairs(tenantId: string): SQL {
  return sql`
  select distinct x.id as a, y.id as b from (
      select array_agg(id) as ids from (
        select id, company_id, split_part(email, '@', 1) as clue from contacts
        where tenant_id = ${tenantId} and email is not null and ${there}
        union all
        select id, company_id, ' ' || regexp_split_to_table(lower(app.unaccented(name)), '\\s+')
        from contacts where tenant_id = ${tenantId} and ${there}) clues
      where length(clue) > 3 or left(clue, 1) <> ' '
      group by company_id, clue having count(*) between 2 and ${holders}) shared
    cross join lateral unnest(shared.ids) x(id) cross join lateral unnest(shared.ids) y(id)
  where x.id < y.id`;
}

function pairsWith(tenantId: string, contactId: string): SQL {
  return sql`
  select least(o.id, ${contactId}::uuid) as a, greatest(o.id, ${contactId}::uuid) as b
  from contacts o
  where o.tenant_id = ${tenantId} and ${there} and o.id <> ${contactId} and exists (
    select from contacts own where own.tenant_id = ${tenantId} and own.id = ${contactId}
      and own.company_id = o.company_id and own.erased_at is null and own.merged_into is null)`;
}

interface PairRow extends Record<string, unknown> {
  a_id: string;
  a_name: string;
  a_email: string | null;
  a_username: string;
  b_id: string;
  b_name: string;
  b_email: string | null;
  b_username: string;
  company_id: string;
  company_name: string;
  same: boolean;
}
