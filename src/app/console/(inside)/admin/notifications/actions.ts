'use server';

import { refresh } from 'next/cache';
import { MailWording } from '@/notifications/judge-words';
import { previewMail, sendTestMail } from '@/notifications/try-mail';
import { ResetMail, resetMail, wordMail } from '@/notifications/word-mail';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';
import { ChangeMailSender, changeMailSender } from '@/settings/change-mail-sender';

export const changeMailSenderAction = action(
  requireAdmin,
  ChangeMailSender,
  async (scope, input) => {
    await changeMailSender(scope, input);
    refresh();
    return {};
  },
);

export const wordMailAction = action(requireAdmin, MailWording, async (scope, input) => {
  await wordMail(scope, input);
  refresh();
  return {};
});

export const resetMailAction = action(requireAdmin, ResetMail, async (scope, input) => {
  await resetMail(scope, input);
  refresh();
  return {};
});

export const previewMailAction = action(requireAdmin, MailWording, async (scope, input) => {
  const { subject, html } = await previewMail(scope, input);
  return { value: { subject, html } };
});

export const sendTestMailAction = action(requireAdmin, MailWording, async (scope, input) => {
  await sendTestMail(scope, input);
  return {};
});
