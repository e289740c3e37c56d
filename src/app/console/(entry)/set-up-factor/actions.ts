'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { passkeyName } from '@/people/factors/change-passkey';
import { beginTotp, ConfirmTotp, confirmTotp } from '@/people/factors/switch-on-totp';
import { action } from '@/session/action';
import { FinishOwnPasskey } from '@/session/passkeys/add-own-passkey';
import { challengeForOwnPasskey, keepOwnPasskey } from '@/session/passkeys/in-browser';
import { requireTechnicianWithoutFactor } from '@/session/require-person';

export const beginFirstTotpAction = action(
  requireTechnicianWithoutFactor,
  z.object({}),
  async (scope) => {
    await beginTotp(scope);
    refresh();
    return {};
  },
);

export const confirmFirstTotpAction = action(
  requireTechnicianWithoutFactor,
  ConfirmTotp,
  async (scope, input) => ({ value: await confirmTotp(scope, input) }),
);

export const beginFirstPasskeyAction = action(
  requireTechnicianWithoutFactor,
  z.object({ name: passkeyName }),
  async (scope, { name }) => ({ value: { options: await challengeForOwnPasskey(scope), name } }),
);

export const keepFirstPasskeyAction = action(
  requireTechnicianWithoutFactor,
  FinishOwnPasskey,
  async (scope, input) => ({ value: await keepOwnPasskey(scope, input) }),
);
