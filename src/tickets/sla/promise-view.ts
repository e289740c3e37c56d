import { minutes } from '@/platform/clock';
import type { StatusCategory } from '@/tickets/ticket-view';
import type { DuePause } from './due-columns';

/**
 * How it stands with a promise: kept or kept late, waiting with the ticket for somebody else, or
 * running, and then due soon or overdue. Pure: client components may import it.
 */
export type PromiseState = 'kept' | 'late' | 'paused' | 'running' | 'soon' | 'overdue';

export interface PromiseView {
  /** Null while it waits: then nobody knows. */
  dueAt: Date | null;
  doneAt: Date | null;
  state: PromiseState;
}

/** What technicians see of both promises; null: that one was not made. */
export interface PromisesView {
  response: PromiseView | null;
  resolution: PromiseView | null;
}

/** What is kept of a ticket, and when its tenant says "soon". */
export interface PromiseFacts {
  category: StatusCategory;
  responseDueAt: Date | null;
  resolutionDueAt: Date | null;
  respondedAt: Date | null;
  resolvedAt: Date | null;
  pauses: readonly DuePause[];
  soonMinutes: number;
}

/** Both promises as they stand at `now`; null where none was made. */
export function promisesOf(facts: PromiseFacts, now: Date): PromisesView | null {
  const { responseDueAt, resolutionDueAt, respondedAt, resolvedAt } = facts;
  // What was solved without a word was answered by that.
  const response = promiseOf(facts, responseDueAt, respondedAt ?? resolvedAt, now);
  const resolution = promiseOf(facts, resolutionDueAt, resolvedAt, now);
  return response || resolution ? { response, resolution } : null;
}

function promiseOf(
  { category, pauses, soonMinutes }: PromiseFacts,
  dueAt: Date | null,
  doneAt: Date | null,
  now: Date,
): PromiseView | null {
  if (!dueAt) return null;
  if (doneAt) return { dueAt, doneAt, state: doneAt <= dueAt ? 'kept' : 'late' };
  const pausedAt = category === 'open' ? undefined : pauses.at(-1)?.from;
  if (pausedAt && dueAt > new Date(pausedAt)) return { dueAt: null, doneAt, state: 'paused' };
  return { dueAt, doneAt, state: stateOf(dueAt, soonMinutes, now) };
}

/** How it stands with a promise whose clock runs. */
export function stateOf(
  dueAt: Date,
  soonMinutes: number,
  now: Date,
): 'running' | 'soon' | 'overdue' {
  if (dueAt <= now) return 'overdue';
  return dueAt.getTime() - minutes(soonMinutes) <= now.getTime() ? 'soon' : 'running';
}
