import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Contact, Scope } from '@/access/scope';
import { isHiddenFrom } from '@/fields/portal-visibility';
import { tagFilter } from './desk/tag-filter';
import { type Position, type SortColumn, sortColumns } from './list-order';
import type { ListedTickets } from './list-tickets';
import { isStaff } from './policy';
import type { Search } from './search-words';
import { dueColumn, dueColumns, dueTime, isDue } from './sla/due-filter';
import { statusCategories } from './ticket-view';

/** Which tickets a list begins with: a condition on `tickets t`, and whether those in copy join. */
export interface ListView {
  rows: SQL | undefined;
  /** The contact whose tickets in copy are listed too. */
  copiesOf?: Pick<Contact, 'id' | 'companyId'>;
}

export interface Wanted extends ListedTickets {
  shown: ListView;
  search: Search | undefined;
  position: Position | undefined;
}

/**
 * The statement of one page, with one row more than `limit` to show that there is a next page.
 * It touches about as many rows as it returns, whatever the size of the tenant: the list is read
 * status by status, each from an index that holds its rows in the wanted order, and the few that
 * remain are merged. Read in one go, a filter that fits few rows would walk through all others.
 */
export function listQuery(scope: Scope, wanted: Wanted): SQL {
  const { tenant, language } = scope;
  const descending = (wanted.direction === 'desc') !== (wanted.position?.back ?? false);
  const page = pageOf(scope, wanted, descending);
  const readerId = scope.actor.kind === 'system' ? null : scope.actor.id;
  return sql`
    with page as materialized (${page})
    select t.id, t.number, t.title, t.priority, t.priority_rank, t.created_at, t.updated_at,
      t.last_reply_by, t.status_id, s.key as status_key, s.category,
      s.labels ->> ${language} as label, s.colour, t.requester_id, r.name as requester, t.company_id,
      o.name as company, t.assignee_id, a.name as assignee, v.read_at${dueColumns(scope)}
    from page t
      join ticket_statuses s on s.tenant_id = ${tenant.id} and s.id = t.status_id
      join contacts r on r.tenant_id = ${tenant.id} and r.id = t.requester_id
      join companies o on o.tenant_id = ${tenant.id} and o.id = t.company_id
      left join technicians a on a.tenant_id = ${tenant.id} and a.id = t.assignee_id
      left join ticket_reads v
        on v.tenant_id = ${tenant.id} and v.reader_id = ${readerId} and v.ticket_id = t.id
    order by ${orderBy(wanted.sort, descending)}`;
}

const everyColumn = sql`t.id, t.number, t.title, t.priority, t.priority_rank, t.status_id,
  t.requester_id, t.company_id, t.assignee_id, t.created_at, t.updated_at, t.last_reply_by`;

function pageOf(scope: Scope, wanted: Wanted, descending: boolean): SQL {
  const { tenant } = scope;
  const columns = sql`${everyColumn}${dueColumn(scope)}`;
  const { rows, copiesOf } = wanted.shown;
  const rest = [...narrowings(scope, wanted), keyset(wanted, descending)];
  const end = sql`order by ${orderBy(wanted.sort, descending)} ${limits[wanted.limit] ?? sql`limit ${wanted.limit + 1}`}`;
  const status = statusCondition(scope, wanted);
  const ofTenant = sql`t.tenant_id = ${tenant.id}`;
  if (!status && !rows && walksOneIndex(wanted)) {
    return sql`select ${columns} from tickets t where ${all([ofTenant, ...rest])} ${end}`;
  }
  const byStatusWith = (...more: SQL[]) => sql`
    select t.* from ticket_statuses s cross join lateral (
      select ${columns} from tickets t
      where ${all([ofTenant, sql`t.status_id = s.id`, rows, ...rest, ...more])} ${end}
    ) t
    where s.tenant_id = ${tenant.id} and ${status ?? sql`true`}`;
  if (wanted.tag && isStaff(scope)) {
    const tag = tagFilter(scope, wanted.tag);
    const few = sql`
      select ${columns} from tickets t
        join ticket_statuses s on s.tenant_id = ${tenant.id} and s.id = t.status_id
      where ${all([ofTenant, tag.isSeldom, tag.isOneOf, status, rows, ...rest])} ${end}`;
    const many = sql`${byStatusWith(tag.isOften, tag.hasIt)} ${end}`;
    return sql`select t.* from ((${few}) union all (${many})) t ${end}`;
  }
  const byStatus = byStatusWith();
  if (!copiesOf) return sql`${byStatus} ${end}`;
  // `limit 1` keeps Postgres from turning the loop over the copies into a scan of all tickets
  const inCopy = sql`
    select t.* from ticket_ccs c
      cross join lateral (select ${columns} from tickets t
        where ${all([ofTenant, sql`t.id = c.ticket_id`, sql`t.company_id = ${copiesOf.companyId}`, ...rest])} limit 1) t
      join ticket_statuses s on s.tenant_id = ${tenant.id} and s.id = t.status_id
    where c.tenant_id = ${tenant.id} and c.contact_id = ${copiesOf.id}
      and t.requester_id <> ${copiesOf.id} and ${status ?? sql`true`} ${end}`;
  return sql`select t.* from ((${byStatus} ${end}) union all (${inCopy})) t ${end}`;
}

/**
 * The sizes of the pages that screens ask for, written out: with a parameter Postgres could not
 * plan once for all, see `isUsual`.
 */
const limits: Record<number, SQL> = { 10: sql`limit 11`, 25: sql`limit 26`, 50: sql`limit 51` };

/**
 * Whether the list is one of the few shapes that are asked all day, whose best plan is the same
 * for everybody: those stay planned on their connection.
 */
export function isUsual(wanted: Wanted): boolean {
  const { priority, companyId, assigneeId, requesterId, tag, due, search, limit } = wanted;
  const narrowed = priority || companyId || assigneeId || requesterId || tag || due || search;
  return !narrowed && limit in limits;
}

/** Everything of the tenant in an order that one index has. */
function walksOneIndex({ sort, ...wanted }: Wanted) {
  const { priority, companyId, assigneeId, requesterId, tag, due } = wanted;
  const narrowed = priority || companyId || assigneeId || requesterId || tag || due;
  return sort !== 'priority' && sort !== 'due' && !narrowed;
}

function statusCondition(scope: Scope, { status, statusKey }: Wanted): SQL | undefined {
  const seen = isStaff(scope) ? undefined : sql`s.portal_visible`;
  const exactly = statusKey ? sql`s.key = ${statusKey}` : undefined;
  const conditions = [seen, status ? fits(status) : undefined, exactly];
  return conditions.some(Boolean) ? all(conditions) : undefined;
}

function fits(wanted: string): SQL {
  if (wanted === 'active') return sql`s.category in ('open', 'pending')`;
  const isCategory = (statusCategories as readonly string[]).includes(wanted);
  return isCategory ? sql`s.category = ${wanted}` : sql`s.key = ${wanted}`;
}

const ranks = { low: 0, normal: 1, high: 2, urgent: 3 };

function narrowings(scope: Scope, wanted: Wanted): (SQL | undefined)[] {
  const { priority, companyId, assigneeId, requesterId, due, search } = wanted;
  return [
    priority ? sql`t.priority_rank = ${ranks[priority]}` : undefined,
    companyId ? sql`t.company_id = ${companyId}` : undefined,
    assigneeId ? sql`t.assignee_id = ${assigneeId}` : undefined,
    requesterId ? sql`t.requester_id = ${requesterId}` : undefined,
    due && isStaff(scope) ? isDue(scope, due) : undefined,
    search ? found(scope, search) : undefined,
  ];
}

/**
 * What fits a search. A contact's tickets are few: they are looked through. A tenant's may be a
 * million: there an index gives the ids of the newest that fit (drizzle/0008, and why).
 */
function found(scope: Scope, { number, exact, beginnings, fragment }: Search): SQL {
  const numbered = sql`t.number = ${number ?? null}`;
  if (exact) return numbered;
  const words = queryOf(beginnings);
  const piece = sql`'%' || lower(app.unaccented(${fragment})) || '%'`;
  if (isStaff(scope)) {
    return sql`t.id = any (array(
      select app.tickets_found(${words}, ${piece}, ${number ?? null}::int, ${mostFound})))`;
  }
  const text = isHiddenFrom(scope, 'description')
    ? sql`to_tsvector('simple', app.unaccented(t.title))`
    : sql`t.search`;
  return sql`(${text} @@ ${words} or t.title_folded like ${piece} or ${numbered}
    or ${foundInFields(scope, piece)})`;
}

/** Quoted once they have lost their accents: `½` becomes ` 1/2` by that, and `ŉ` a quote and an n. */
function queryOf(beginnings: readonly string[]): SQL {
  return sql`to_tsquery('simple', coalesce((select string_agg(quote_literal(bare) || ':*', ' & ')
    from unnest(${sql.param([...beginnings])}::text[]) word, app.unaccented(word) bare
    where bare <> ''), ''))`;
}

/** In the texts of the tenant's own fields that contacts see, whatever the rest of the ticket says. */
function foundInFields({ tenant }: Scope, piece: SQL): SQL {
  return sql`(t.fields <> '{}' and exists (select from ticket_fields f
    where f.tenant_id = ${tenant.id} and f.deleted_at is null and f.type = 'text'
      and f.portal <> 'hidden' and f.show_when is null
      and lower(app.unaccented(t.fields ->> f.key)) like ${piece}))`;
}

/** A technician's search pages through the newest tickets that fit, up to so many. */
const mostFound = 1_000;

/** Rows after the position, in the direction of travel. */
function keyset({ sort, position }: Wanted, descending: boolean): SQL | undefined {
  if (!position) return undefined;
  const keys = position.keys.map((key, at) => sql`${key}::${casts[sortColumns[sort][at]!]}`);
  const names = sortColumns[sort].map((name) => columnNames[name]);
  const comparison = descending ? sql`<` : sql`>`;
  return sql`(${sql.join(names, sql`, `)}) ${comparison} (${sql.join(keys, sql`, `)})`;
}

function orderBy(sort: ListedTickets['sort'], descending: boolean): SQL {
  const way = descending ? sql` desc` : sql``;
  return sql.join(
    sortColumns[sort].map((name) => sql`${columnNames[name]}${way}`),
    sql`, `,
  );
}

const columnNames = {
  updated_at: sql`t.updated_at`,
  id: sql`t.id`,
  number: sql`t.number`,
  priority_rank: sql`t.priority_rank`,
  due: dueTime,
} satisfies Record<SortColumn, SQL>;

const casts = {
  updated_at: sql`timestamptz`,
  id: sql`uuid`,
  number: sql`int`,
  priority_rank: sql`smallint`,
  due: sql`timestamptz`,
} satisfies Record<SortColumn, SQL>;

function all(conditions: (SQL | undefined)[]): SQL {
  return sql.join(present(conditions), sql` and `);
}

const present = (parts: (SQL | undefined)[]) => parts.filter((part) => part !== undefined);
