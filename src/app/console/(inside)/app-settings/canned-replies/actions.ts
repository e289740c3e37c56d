'use server';

import { action } from '@/session/action';
import { requireTechnician } from '@/session/require-person';
import { ChangeCannedReply, changeCannedReply } from '@/tickets/desk/change-canned-reply';
import { CreateCannedReply, createCannedReply } from '@/tickets/desk/create-canned-reply';
import { DeleteCannedReply, deleteCannedReply } from '@/tickets/desk/delete-canned-reply';

const go = '/console/app-settings/canned-replies';

export const createCannedReplyAction = action(
  requireTechnician,
  CreateCannedReply,
  async (scope, input) => {
    await createCannedReply(scope, input);
    return { go };
  },
);

export const changeCannedReplyAction = action(
  requireTechnician,
  ChangeCannedReply,
  async (scope, input) => {
    await changeCannedReply(scope, input);
    return { go };
  },
);

export const deleteCannedReplyAction = action(
  requireTechnician,
  DeleteCannedReply,
  async (scope, input) => {
    await deleteCannedReply(scope, input);
    return { go };
  },
);
