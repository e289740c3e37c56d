'use server';

import { UsePasswordLink, usePasswordLink } from '@/people/use-password-link';
import { action } from '@/session/action';
import { limitRate, networkOf } from '@/session/limit-rate';
import { requireVisitor } from '@/session/require-visitor';

export const usePasswordLinkAction = action(
  requireVisitor,
  UsePasswordLink,
  async (visitor, input) => {
    const key = `password-link:use:${networkOf(visitor.address)}`;
    await limitRate(visitor.tenant.id, key, { limit: 20, windowSeconds: 900 });
    await usePasswordLink(visitor, input);
    return {};
  },
);
