'use server';

import { refresh } from 'next/cache';
import { changeMailbox } from '@/notifications/mailboxes/change-mailbox';
import { CheckMailbox, checkMailbox } from '@/notifications/mailboxes/check-mailbox';
import { CreateMailbox, createMailbox } from '@/notifications/mailboxes/create-mailbox';
import { DeleteMailbox, deleteMailbox } from '@/notifications/mailboxes/delete-mailbox';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { ChangeMailboxInput } from './_mailbox/change-mailbox-input';

const path = '/console/admin/mail/mailboxes';

export const createMailboxAction = action(requireAdmin, CreateMailbox, async (scope, input) => {
  const { id } = await createMailbox(scope, input);
  return { go: `${path}/${id}` };
});

export const changeMailboxAction = action(
  requireAdmin,
  ChangeMailboxInput,
  async (scope, input) => {
    await changeMailbox(scope, input);
    refresh();
    return {};
  },
);

export const checkMailboxAction = action(requireAdmin, CheckMailbox, async (scope, input) => {
  const value = await checkMailbox(scope, input);
  refresh();
  return { value };
});

export const deleteMailboxAction = action(requireAdmin, DeleteMailbox, async (scope, input) => {
  await deleteMailbox(scope, input);
  return { go: path };
});
