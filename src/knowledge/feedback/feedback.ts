/** The words of what readers say of an article. Pure: screens know them too. */
export const feedbackVerdicts = ['yes', 'no'] as const;
export type FeedbackVerdict = (typeof feedbackVerdicts)[number];

/** Why an article did not help. The same for every tenant, so that figures can be compared. */
export const feedbackReasons = ['unanswered', 'outdated', 'unclear', 'failing', 'other'] as const;
export type FeedbackReason = (typeof feedbackReasons)[number];

export const feedbackStates = ['open', 'handled'] as const;
export type FeedbackState = (typeof feedbackStates)[number];

/** What one reader has said of the version that they read. */
export interface OwnFeedback {
  verdict: FeedbackVerdict;
  reason: FeedbackReason | null;
  comment: string;
}
