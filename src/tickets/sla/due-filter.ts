import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/access/scope';
import { clock } from '@/platform/clock';
import { isStaff } from '@/tickets/policy';

/** When `tickets t` is due next, as the index `tickets_due` has it: what is not is the last. */
export const dueTime = sql`case when t.next_due_at is null then 'infinity'::timestamptz else t.next_due_at end`;

/** More columns of `tickets t` in a list. Contacts' carry none: theirs is the page asked most. */
export const dueColumn = (scope: Scope): SQL => (isStaff(scope) ? sql`, t.next_due_at` : sql``);

/** The same with what the tenant calls soon. */
export const dueColumns = (scope: Scope): SQL =>
  isStaff(scope) ? sql`, t.next_due_at, ${soonMinutes(scope)} as soon_minutes` : sql``;

/** The condition for what is promised for soon, or is over. */
export function isDue(scope: Scope, due: 'soon' | 'overdue'): SQL {
  const now = sql`${clock.now().toISOString()}::timestamptz`;
  if (due === 'overdue') return sql`${dueTime} <= ${now}`;
  const soon = sql`make_interval(mins => ${soonMinutes(scope)})`;
  return sql`${dueTime} > ${now} and ${dueTime} <= ${now} + ${soon}`;
}

const soonMinutes = ({ tenant }: Scope) =>
  sql`(select l.soon_minutes from service_levels l where l.tenant_id = ${tenant.id})`;
