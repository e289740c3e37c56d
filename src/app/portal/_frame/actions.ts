'use server';

import { action } from '@/session/action';
import { ChooseLanguage, chooseLanguage } from '@/session/change-language';
import { requireVisitor } from '@/session/require-visitor';

export const chooseLanguageAction = action(
  requireVisitor,
  ChooseLanguage,
  async (visitor, input) => {
    await chooseLanguage(visitor, input);
    return {};
  },
);
