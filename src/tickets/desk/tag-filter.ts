import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/access/scope';

/** Up to so many tickets with a tag are looked through; more are met soon enough on the way. */
const seldom = 1_000;

export interface TagFilter {
  /** Holds for a tag that few tickets have, together with `isOneOf` for those few. */
  isSeldom: SQL;
  isOneOf: SQL;
  /** Holds for any other tag, together with `hasIt` for a ticket `t` that has it. */
  isOften: SQL;
  hasIt: SQL;
}

/**
 * Two ways to the tickets with a tag, of which Postgres takes one when it runs: how many have it
 * is nothing that it could know when it plans. Walking the list for a tag that hardly any ticket
 * has would look at all of them; fetching all that have it could be as many.
 */
export function tagFilter({ tenant }: Scope, tag: string): TagFilter {
  const tagId = sql`(select g.id from tags g
    where g.tenant_id = ${tenant.id} and lower(g.name) = lower(${tag}))`;
  const some = sql`select x.ticket_id from ticket_tags x
    where x.tenant_id = ${tenant.id} and x.tag_id = ${tagId} limit ${seldom + 1}`;
  const count = sql`(select count(*) from (${some}) counted)`;
  return {
    isSeldom: sql`${count} <= ${seldom}`,
    isOneOf: sql`t.id = any (array(${some}))`,
    isOften: sql`${count} > ${seldom}`,
    hasIt: sql`exists (select from ticket_tags x
      where x.tenant_id = ${tenant.id} and x.tag_id = ${tagId} and x.ticket_id = t.id)`,
  };
}
