'use server';

import { refresh } from 'next/cache';
import { HandleFeedback, handleFeedback } from '@/knowledge/feedback/handle-feedback';
import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';

export const handleFeedbackAction = action(
  requireTechnician,
  HandleFeedback,
  async (scope, input) => {
    await handleFeedback(scope, input);
    refresh();
    return {};
  },
);
