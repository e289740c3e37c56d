'use server';

import { action } from '@/session/action';
import { ChooseLanguage, chooseLanguage } from '@/session/change-language';
import { requireProviderVisitor } from '@/session/require-provider-visitor';
import { FindPortal, findPortal } from '@/tenants/find-portal';

export const findPortalAction = action(requireProviderVisitor, FindPortal, async (_, input) => ({
  go: await findPortal(input),
}));

export const chooseLanguageAction = action(
  requireProviderVisitor,
  ChooseLanguage,
  async (visitor, input) => {
    await chooseLanguage(visitor, input);
    return {};
  },
);
