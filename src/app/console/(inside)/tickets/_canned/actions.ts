'use server';

import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { FindCannedReplies, findCannedReplies } from '@/tickets/desk/find-canned-replies';

export const findCannedRepliesAction = action(
  requireTechnician,
  FindCannedReplies,
  async (scope, input) => ({ value: await findCannedReplies(scope, input) }),
);
