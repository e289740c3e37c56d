'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import {
  ChangeSendingAddress,
  changeSendingAddress,
  renewDkimKey,
} from '@/notifications/outbound/change-sending-address';
import { checkSendingDomain } from '@/notifications/outbound/check-sending-domain';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';

export const changeSendingAddressAction = action(
  requireAdmin,
  ChangeSendingAddress,
  async (scope, input) => {
    await changeSendingAddress(scope, input);
    refresh();
    return {};
  },
);

export const checkSendingDomainAction = action(requireAdmin, z.object({}), async (scope) => {
  await checkSendingDomain(scope);
  refresh();
  return {};
});

export const renewDkimKeyAction = action(requireAdmin, z.object({}), async (scope) => {
  await renewDkimKey(scope);
  refresh();
  return {};
});
