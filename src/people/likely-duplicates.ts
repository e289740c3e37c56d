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

/**
 * Contacts of one company who may be the same person: the same part of the address before the @,
 * or names alike by their trigrams. All pairs are looked for among people who share a word of
 * their names, which a large company stands too; with `contactId` everybody is compared with them.
 */
export async function readLikelyDuplicates(
  scope: Scope<Staff>,
  { contactId }: { contactId?: string } = {},
): Promise<DuplicatePair[]> {
  refuseUnlessCan(scope, 'readContacts');
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<PairRow>(sql`
      with people as (
        select id, company_id, name, email, username, lower(app.unaccented(name)) as folded,
          split_part(email, '@', 1) as mailbox
        from contacts
        where tenant_id = ${scope.tenant.id} and erased_at is null and merged_into is null),
      pairs as (${contactId ? pairsWith(contactId) : allPairs})
      select a.id as a_id, a.name as a_name, a.email as a_email, a.username as a_username,
        b.id as b_id, b.name as b_name, b.email as b_email, b.username as b_username,
        c.id as company_id, c.name as company_name, coalesce(a.mailbox = b.mailbox, false) as same
      from pairs p join people a on a.id = p.a join people b on b.id = p.b
      join companies c on c.tenant_id = ${scope.tenant.id} and c.id = a.company_id
      where a.mailbox = b.mailbox or similarity(a.folded, b.folded) >= ${alike}
      order by coalesce(a.mailbox = b.mailbox, false) desc, similarity(a.folded, b.folded) desc,
        a.id, b.id
      limit ${most}`),
  );
  return rows.map((row) => ({
    company: { id: row.company_id, name: row.company_name },
    first: { id: row.a_id, name: row.a_name, email: row.a_email, username: row.a_username },
    second: { id: row.b_id, name: row.b_name, email: row.b_email, username: row.b_username },
    sameMailbox: row.same,
  }));
}

/** Ids carry their time: the smaller one is the older record. */
const allPairs: SQL = sql`
  select a.id as a, b.id as b from people a join people b
    on a.company_id = b.company_id and a.mailbox = b.mailbox and a.id < b.id
  union
  select a.id, b.id from
    (select id, company_id, regexp_split_to_table(folded, '\\s+') as word from people) a
    join (select id, company_id, regexp_split_to_table(folded, '\\s+') as word from people) b
      on a.company_id = b.company_id and a.word = b.word and a.id < b.id
    where length(a.word) > 2`;

const pairsWith = (contactId: string): SQL => sql`
  select least(a.id, b.id) as a, greatest(a.id, b.id) as b from people a join people b
    on a.company_id = b.company_id and a.id <> b.id
  where a.id = ${contactId}`;

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
