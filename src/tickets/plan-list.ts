import 'server-only';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Scope } from '@/access/scope';
import type { DefaultFieldKey } from '@/fields/default-fields';
import { isHiddenFrom } from '@/fields/portal-visibility';
import { notFound } from '@/platform/errors';
import { positionOf } from './list-order';
import { isUsual, type ListView, listQuery } from './list-query';
import { type ListedTickets, ListTickets } from './list-tickets';
import { searchOf } from './search-words';

/**
 * What was wished for, and the one statement that answers it. Refuses a cursor that is not of
 * this order (422) and a view that the actor does not have (404).
 */
export function planList(scope: Scope, input: z.input<typeof ListTickets>) {
  const wish = withoutHidden(scope, ListTickets.parse(input));
  const { cursor, sort, direction } = wish;
  const wanted = {
    ...wish,
    position: cursor ? positionOf(cursor, sort, direction) : undefined,
    shown: viewFor(scope, wish),
    search: searchOf(wish.q),
  };
  return { ...wanted, statement: listQuery(scope, wanted), usual: isUsual(wanted) };
}

/**
 * A contact can't filter or sort by what is hidden from them: the rows that come, or their order,
 * would tell it.
 */
function withoutHidden(scope: Scope, wish: ListedTickets): ListedTickets {
  if (scope.actor.kind !== 'contact') return wish;
  const hides = (field: DefaultFieldKey) => isHiddenFrom(scope, field);
  const tells = wish.sort === 'due' || (wish.sort === 'priority' && hides('priority'));
  return {
    ...wish,
    due: undefined,
    sort: tells ? 'updated' : wish.sort,
    ...(hides('status') && { status: undefined, statusKey: undefined }),
    ...(hides('technician') && { assigneeId: undefined }),
    ...(hides('priority') && { priority: undefined }),
  };
}

/** The same rule as `visibleTickets`, cut so that each view follows an index. */
function viewFor({ actor }: Scope, { view }: ListedTickets): ListView {
  if (actor.kind === 'contact') {
    if (view === undefined || view === 'mine') {
      return { rows: sql`t.requester_id = ${actor.id}`, copiesOf: actor };
    }
    if (view !== 'company' || !actor.isPrimary) throw notFound();
    return { rows: sql`t.company_id = ${actor.companyId}` };
  }
  if (view === 'unassigned') return { rows: sql`t.assignee_id is null` };
  if (view === undefined || view === 'all') return { rows: undefined };
  if (view !== 'assignedToMe' || actor.kind !== 'technician') throw notFound();
  return { rows: sql`t.assignee_id = ${actor.id}` };
}
