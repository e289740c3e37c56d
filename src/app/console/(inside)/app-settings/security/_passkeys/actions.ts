'use server';

import { refresh } from 'next/cache';
import { RenamePasskey, renamePasskey } from '@/people/factors/change-passkey';
import { action } from '@/session/action';
import { FinishOwnPasskey } from '@/session/passkeys/add-own-passkey';
import { keepOwnPasskey } from '@/session/passkeys/in-browser';
import { requireTechnician } from '@/session/require-person';
import * as own from '@/session/second-step/own-factors';

export const beginPasskeyAction = action(
  requireTechnician,
  own.BeginOwnPasskey,
  async (scope, input) => ({ value: await own.beginOwnPasskey(scope, input) }),
);

export const keepPasskeyAction = action(
  requireTechnician,
  FinishOwnPasskey,
  async (scope, input) => ({ value: await keepOwnPasskey(scope, input) }),
);

export const renamePasskeyAction = action(
  requireTechnician,
  RenamePasskey,
  async (scope, input) => {
    await renamePasskey(scope, input);
    refresh();
    return {};
  },
);

export const removePasskeyAction = action(
  requireTechnician,
  own.RemoveOwnPasskey,
  async (scope, input) => {
    await own.removeOwnPasskey(scope, input);
    refresh();
    return {};
  },
);
