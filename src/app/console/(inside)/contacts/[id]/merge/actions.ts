'use server';

import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { MergeContacts, mergeContacts } from '@/tickets/merge-contacts';

export const mergeContactsAction = action(
  requireTechnician,
  MergeContacts,
  async (scope, input) => {
    await mergeContacts(scope, input);
    return { go: `/console/contacts/${input.keepId}` };
  },
);
