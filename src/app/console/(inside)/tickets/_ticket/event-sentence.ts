import { type LeftOutKey, leftOutSentence } from '@/app/_mail/left-out-sentence';
import type { TicketEventView } from '@/tickets/ticket-view';
import { priorityKeys } from './priority-keys';

type PriorityKey = (typeof priorityKeys)[keyof typeof priorityKeys];
type EventKey =
  | 'console.events.opened'
  | 'console.events.status'
  | 'console.events.assigned'
  | 'console.events.unassigned'
  | 'console.events.priority'
  | DueKey
  | ProblemKey
  | LeftOutKey
  | 'console.events.undelivered'
  | 'console.events.ccAdded'
  | 'console.events.ccRemoved'
  | 'console.events.mergedInto'
  | 'console.events.mergedFrom';

type DueKey =
  | 'console.events.responseSoon'
  | 'console.events.responseOverdue'
  | 'console.events.resolutionSoon'
  | 'console.events.resolutionOverdue';

type ProblemKey = (typeof problemKeys)[keyof typeof problemKeys];

type Say = (key: EventKey | PriorityKey, values?: Record<string, string>) => string;

/** What changed, as one sentence that begins with who did it. */
export function eventSentence(event: TicketEventView, who: string, t: Say): string {
  switch (event.what) {
    case 'opened':
      return t('console.events.opened', { who, name: event.for ?? '' });
    case 'status':
      return t('console.events.status', { who, from: event.from ?? '', to: event.to });
    case 'assignee':
      return event.to
        ? t('console.events.assigned', { who, to: event.to })
        : t('console.events.unassigned', { who, from: event.from ?? '' });
    case 'priority':
      return t('console.events.priority', {
        who,
        from: t(priorityKeys[event.from]),
        to: t(priorityKeys[event.to]),
      });
    case 'due':
      return t(dueKeys[event.target][event.stage]);
    case 'undelivered':
      return t('console.events.undelivered', {
        to: event.to ?? '?',
        problem: t(problemKeys[event.problem]),
      });
    case 'filesLeftOut':
      return leftOutSentence(event.files, t);
    case 'cc':
      return event.added
        ? t('console.events.ccAdded', { who, name: event.added })
        : t('console.events.ccRemoved', { who, name: event.removed ?? '' });
    case 'merged':
      return event.into
        ? t('console.events.mergedInto', { who, number: event.into })
        : t('console.events.mergedFrom', { who, number: event.from ?? '' });
  }
}

const problemKeys = {
  noSuchAddress: 'console.events.problem.noSuchAddress',
  mailboxFull: 'console.events.problem.mailboxFull',
  tooLarge: 'console.events.problem.tooLarge',
  refused: 'console.events.problem.refused',
  notReached: 'console.events.problem.notReached',
  suppressed: 'console.events.problem.suppressed',
} as const;

const dueKeys = {
  response: {
    soon: 'console.events.responseSoon',
    overdue: 'console.events.responseOverdue',
  },
  resolution: {
    soon: 'console.events.resolutionSoon',
    overdue: 'console.events.resolutionOverdue',
  },
} as const;

/** The page that an event leads to. */
export function eventLink(event: TicketEventView): string | undefined {
  if (event.what !== 'merged') return undefined;
  return `/console/tickets/${event.into ?? event.from}`;
}
