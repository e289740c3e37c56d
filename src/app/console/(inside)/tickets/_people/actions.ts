'use server';

import { refresh } from 'next/cache';
import { ReadContacts, readContacts } from '@/people/read-contacts';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { AddCc, addCc } from '@/tickets/add-cc';
import { RemoveCc, removeCc } from '@/tickets/remove-cc';

/** For choosing a requester: the first few contacts that match. */
export const findContactsAction = action(
  requireTechnician,
  ReadContacts.pick({ q: true }),
  async (scope, { q }) => {
    const { rows } = await readContacts(scope, { q, limit: 8 });
    const value = rows
      .filter(({ disabled }) => !disabled)
      .map(({ id, name, email, company }) => ({ id, name, email, company: company.name }));
    return { value };
  },
);

export const addCcAction = action(requireTechnician, AddCc, async (scope, input) => {
  await addCc(scope, input);
  refresh();
  return {};
});

export const removeCcAction = action(requireTechnician, RemoveCc, async (scope, input) => {
  await removeCc(scope, input);
  refresh();
  return {};
});
