/** What a contact said of how a ticket went. Pure: client components may import it. */
export const ratingScores = [1, 2, 3, 4, 5] as const;
export type RatingScore = (typeof ratingScores)[number];

export interface RatingView {
  askedAt: Date;
  /** 1 very bad to 5 very good; null: not answered. */
  score: RatingScore | null;
  comment: string;
  ratedAt: Date | null;
}

/** Of the five, these count as satisfied: the usual measure of such surveys. */
export const isSatisfied = (score: number) => score >= 4;

/** These are worth a word with the contact: the assignee is told. */
export const isBad = (score: number) => score <= 2;
