'use server';

import { refresh } from 'next/cache';
import { translatorFor } from '@/i18n/translator';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { changeManyTickets } from '@/tickets/change-many-tickets';
import { ManyInput } from './many-input';

/** How many changed, and which did not, with the reasons as sentences. */
export const changeManyTicketsAction = action(
  requireTechnician,
  ManyInput,
  async (scope, input) => {
    const [{ changed, refused }, t] = await Promise.all([
      changeManyTickets(scope, input),
      translatorFor(scope.language),
    ]);
    refresh();
    const reasons = [...new Set(refused.map(({ key }) => t(`refusals.${key}`)))];
    const stayed = refused.map(({ number }) => number);
    return { value: { changed: changed.length, stayed, reason: reasons.join(' ') } };
  },
);
