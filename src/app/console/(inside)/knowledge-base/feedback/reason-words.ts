import type { FeedbackReason } from '@/knowledge/feedback/feedback';

/** Keys of the words for why an article did not help. */
export const reasonWords = {
  unanswered: 'console.feedback.reason.unanswered',
  outdated: 'console.feedback.reason.outdated',
  unclear: 'console.feedback.reason.unclear',
  failing: 'console.feedback.reason.failing',
  other: 'console.feedback.reason.other',
} as const satisfies Record<FeedbackReason, string>;
