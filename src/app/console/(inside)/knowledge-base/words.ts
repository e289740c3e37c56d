import type { ArticleAudience, ArticleState } from '@/knowledge/article';
import type { Tone } from '@/ui/status-pill';

/** Keys of the words for what an article is. */
export const stateWords = {
  draft: 'console.knowledge.state.draft',
  scheduled: 'console.knowledge.state.scheduled',
  published: 'console.knowledge.state.published',
  archived: 'console.knowledge.state.archived',
} as const satisfies Record<ArticleState, string>;

export const stateTones = {
  draft: 'neutral',
  scheduled: 'info',
  published: 'success',
  archived: 'neutral',
} as const satisfies Record<ArticleState, Tone>;

export const audienceWords = {
  everyone: 'console.knowledge.audience.everyone',
  contacts: 'console.knowledge.audience.contacts',
  companies: 'console.knowledge.audience.companies',
  technicians: 'console.knowledge.audience.technicians',
} as const satisfies Record<ArticleAudience, string>;
