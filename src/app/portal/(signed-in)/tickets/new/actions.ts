'use server';

import { DeflectTicket, deflectTicket } from '@/knowledge/search/deflect-ticket';
import { SuggestArticles, suggestArticles } from '@/knowledge/search/suggest-articles';
import { action } from '@/session/action';
import { requireContact } from '@/session/require-person';
import { gatheringFields } from '@/tickets/fields/given-fields';
import { OpenTicket, openTicket } from '@/tickets/open-ticket';

export const openTicketAction = action(
  requireContact,
  gatheringFields(OpenTicket),
  async (scope, input) => {
    const { number } = await openTicket(scope, input);
    return { go: `/tickets/${number}?sent` };
  },
);

/** Articles that may answer a ticket of this title. */
export const suggestArticlesAction = action(
  requireContact,
  SuggestArticles,
  async (scope, input) => ({ value: await suggestArticles(scope, input) }),
);

export const deflectTicketAction = action(requireContact, DeflectTicket, async (scope, input) => {
  const { slug } = await deflectTicket(scope, input);
  return { go: `/knowledge-base/${slug}` };
});
