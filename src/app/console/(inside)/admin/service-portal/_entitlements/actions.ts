'use server';

import { refresh } from 'next/cache';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { RequestEntitlement, requestEntitlement } from '@/settings/request-entitlement';

export const requestEntitlementAction = action(
  requireAdmin,
  RequestEntitlement,
  async (scope, input) => {
    await requestEntitlement(scope, input);
    refresh();
    return {};
  },
);
