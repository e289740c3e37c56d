import type { RatingScore } from '@/tickets/ratings/rating-view';

/** What a score is called: keys below `portal.rate`. */
export const scoreKeys = {
  1: 'score.veryBad',
  2: 'score.bad',
  3: 'score.neither',
  4: 'score.good',
  5: 'score.veryGood',
} as const satisfies Record<RatingScore, string>;
