'use server';

import { refresh } from 'next/cache';
import { ChangeManyContacts, changeManyContacts } from '@/people/change-many-contacts';
import { CreateContact, createContact } from '@/people/create-contact';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { reasonsInWords } from './_bulk/reasons-in-words';

export const createContactAction = action(
  requireTechnician,
  CreateContact,
  async (scope, input) => {
    const { id } = await createContact(scope, input);
    return { go: `/console/contacts/${id}` };
  },
);

export const changeManyContactsAction = action(
  requireTechnician,
  ChangeManyContacts,
  async (scope, input) => {
    const { done, skipped } = await changeManyContacts(scope, input);
    refresh();
    return { value: { done, skipped: await reasonsInWords(skipped) } };
  },
);
