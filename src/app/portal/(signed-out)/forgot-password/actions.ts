'use server';

import { RequestPasswordLink, requestPasswordLink } from '@/people/request-password-link';
import { action } from '@/session/action';
import { limitRate, networkOf } from '@/session/limit-rate';
import { requireVisitor } from '@/session/require-visitor';

export const requestPasswordLinkAction = action(
  requireVisitor,
  RequestPasswordLink,
  async (visitor, input) => {
    const key = `password-link:address:${networkOf(visitor.address)}`;
    await limitRate(visitor.tenant.id, key, { limit: 10, windowSeconds: 900 });
    await requestPasswordLink(visitor, { ...input, realm: 'contact' });
    return {};
  },
);
