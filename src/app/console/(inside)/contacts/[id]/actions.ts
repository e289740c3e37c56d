'use server';

import { refresh } from 'next/cache';
import { ChangeContact, changeContact } from '@/people/change-contact';
import {
  DisableContact,
  disableContact,
  EnableContact,
  enableContact,
} from '@/people/disable-contact';
import { SetPrimaryContact, setPrimaryContact } from '@/people/set-primary-contact';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';

export const changeContactAction = action(
  requireTechnician,
  ChangeContact,
  async (scope, input) => {
    await changeContact(scope, input);
    refresh();
    return {};
  },
);

export const setPrimaryContactAction = action(
  requireTechnician,
  SetPrimaryContact,
  async (scope, input) => {
    await setPrimaryContact(scope, input);
    refresh();
    return {};
  },
);

export const disableContactAction = action(
  requireTechnician,
  DisableContact,
  async (scope, input) => {
    await disableContact(scope, input);
    refresh();
    return {};
  },
);

export const enableContactAction = action(
  requireTechnician,
  EnableContact,
  async (scope, input) => {
    await enableContact(scope, input);
    refresh();
    return {};
  },
);
