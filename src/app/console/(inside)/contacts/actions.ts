'use server';

import { CreateContact, createContact } from '@/people/create-contact';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';

export const createContactAction = action(
  requireTechnician,
  CreateContact,
  async (scope, input) => {
    const { id } = await createContact(scope, input);
    return { go: `/console/contacts/${id}` };
  },
);
