import type { ViewName } from './queue-query';

/** The names of the views. */
export const viewKeys = {
  open: 'console.views.open',
  unassigned: 'console.views.unassigned',
  mine: 'console.views.mine',
  pending: 'console.views.pending',
  resolved: 'console.views.resolved',
  closed: 'console.views.closed',
  all: 'console.views.all',
} as const satisfies Record<ViewName, string>;
