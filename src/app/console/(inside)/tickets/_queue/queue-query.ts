import type { TicketPriority } from '@/tickets/ticket-view';
import { first } from '../../../_shell/page-input';

/** The queue's views, in their order: which tickets each shows. */
export const views = {
  open: { view: 'all', status: 'active' },
  unassigned: { view: 'unassigned', status: 'active' },
  mine: { view: 'assignedToMe', status: 'active' },
  pending: { view: 'all', status: 'pending' },
  resolved: { view: 'all', status: 'resolved' },
  closed: { view: 'all', status: 'closed' },
  all: { view: 'all', status: undefined },
} as const;

export type ViewName = keyof typeof views;
export const viewNames = Object.keys(views) as ViewName[];

export const sorts = ['updated', 'created', 'number', 'priority', 'due'] as const;
export const dues = ['soon', 'overdue'] as const;
export type Sort = (typeof sorts)[number];

/** What the address says of the queue; every part has one name in the URL. */
export interface QueueQuery {
  view: ViewName;
  q?: string;
  status?: string;
  priority?: TicketPriority;
  assignee?: string;
  company?: string;
  requester?: string;
  tag?: string;
  due?: (typeof dues)[number];
  sort: Sort;
  direction: 'asc' | 'desc';
  cursor?: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const priorities = ['low', 'normal', 'high', 'urgent'] as const;

/** Reads the search parameters; what is unknown or malformed counts as absent. */
export function readQuery(params: Record<string, string | string[] | undefined>): QueueQuery {
  const text = (name: string) => first(params[name])?.slice(0, 500) || undefined;
  const id = (name: string) => [text(name)].find((value) => value && uuid.test(value));
  return {
    view: viewNames.find((name) => name === text('view')) ?? 'open',
    q: text('q')?.slice(0, 200),
    status: text('status')?.slice(0, 60),
    priority: priorities.find((name) => name === text('priority')),
    assignee: id('assignee'),
    company: id('company'),
    requester: id('requester'),
    tag: text('tag')?.slice(0, 40),
    due: dues.find((name) => name === text('due')),
    sort: sorts.find((name) => name === text('sort')) ?? 'updated',
    direction: text('direction') === 'asc' ? 'asc' : 'desc',
    cursor: text('cursor'),
  };
}

/** The query as it stands in an address, defaults left out: `?view=mine&q=printer` or ''. */
export function queryString({ view, sort, direction, ...rest }: QueueQuery): string {
  const params = new URLSearchParams();
  if (view !== 'open') params.set('view', view);
  for (const [name, value] of Object.entries(rest)) if (value) params.set(name, value);
  if (sort !== 'updated') params.set('sort', sort);
  if (direction !== 'desc') params.set('direction', direction);
  return params.size > 0 ? `?${params}` : '';
}

/** The number of filters that narrow the view. */
export function filterCount({
  status,
  priority,
  assignee,
  company,
  requester,
  tag,
  due,
}: QueueQuery): number {
  return [status, priority, assignee, company, requester, tag, due].filter(Boolean).length;
}

/** The room's question for this query. */
export function listInput(query: QueueQuery) {
  const { view, status } = views[query.view];
  return {
    view,
    status: query.status ? undefined : status,
    statusKey: query.status,
    q: query.q,
    priority: query.priority,
    assigneeId: query.assignee,
    companyId: query.company,
    requesterId: query.requester,
    tag: query.tag,
    due: query.due,
    sort: query.sort,
    direction: query.direction,
    cursor: query.cursor,
    limit: 50,
  };
}

/** The query of a saved view; what it says that is unknown by now counts as absent. */
export function savedQuery(saved: string): QueueQuery {
  return readQuery(Object.fromEntries(new URLSearchParams(saved)));
}

/** A query as it is saved: one text for one list. */
export function canonicalQuery(text: string): string {
  return savable(savedQuery(text));
}

/** The saved view that a query is: the first, where several are the same. */
export function savedViewOf<V extends { query: string }>(
  query: QueueQuery,
  saved: readonly V[],
): V | undefined {
  const current = savable(query);
  return saved.find((view) => view.query === current);
}

/** What is saved of a query: all but the page. */
export function savable(query: QueueQuery): string {
  return queryString({ ...query, cursor: undefined }).slice(1);
}
