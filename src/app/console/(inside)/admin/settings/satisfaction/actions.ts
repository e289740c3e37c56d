'use server';

import { refresh } from 'next/cache';
import { requirePeople } from '@/people/require-people';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { changeSatisfaction } from '@/tickets/ratings/change-satisfaction';
import { SatisfactionInput } from './satisfaction-input';

export const changeSatisfactionAction = action(
  requireAdmin,
  SatisfactionInput,
  async (scope, input) => {
    await requirePeople(scope, input);
    await changeSatisfaction(scope, input);
    refresh();
    return {};
  },
);
