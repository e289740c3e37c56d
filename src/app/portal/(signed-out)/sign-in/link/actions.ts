'use server';

import { action } from '@/session/action';
import { requireVisitor } from '@/session/require-visitor';
import { RequestSignInLink, requestSignInLink } from '@/session/sign-in-link/request-sign-in-link';

export const requestSignInLinkAction = action(
  requireVisitor,
  RequestSignInLink,
  async (visitor, input) => {
    await requestSignInLink(visitor, input);
    return {};
  },
);
