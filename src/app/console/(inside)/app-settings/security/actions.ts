'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { ConfirmTotp, cancelTotp, confirmTotp } from '@/people/factors/switch-on-totp';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import * as own from '@/session/second-step/own-factors';
import { Proof } from '@/session/second-step/prove-again';

export const beginTotpAction = action(requireTechnician, Proof, async (scope, input) => {
  await own.beginOwnTotp(scope, input);
  refresh();
  return {};
});

export const cancelTotpAction = action(requireTechnician, z.object({}), async (scope) => {
  await cancelTotp(scope);
  refresh();
  return {};
});

export const confirmTotpAction = action(requireTechnician, ConfirmTotp, async (scope, input) => ({
  value: await confirmTotp(scope, input),
}));

export const switchOffTotpAction = action(requireTechnician, Proof, async (scope, input) => {
  await own.switchOffOwnTotp(scope, input);
  refresh();
  return {};
});

export const renewCodesAction = action(requireTechnician, Proof, async (scope, input) => ({
  value: await own.renewOwnRecoveryCodes(scope, input),
}));
