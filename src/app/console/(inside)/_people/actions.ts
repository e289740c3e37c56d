'use server';

import { FindPeople, findPeople } from '@/people/find-people';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';

/** A page of contacts or companies, for choosing. */
export const findPeopleAction = action(requireTechnician, FindPeople, async (scope, input) => ({
  value: await findPeople(scope, input),
}));
