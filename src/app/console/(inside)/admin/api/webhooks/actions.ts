'use server';

import { refresh } from 'next/cache';
import { CreateWebhook, createWebhook } from '@/notifications/create-webhook';
import { DeleteWebhook, deleteWebhook } from '@/notifications/delete-webhook';
import { RenewSecret, renewSecret } from '@/notifications/renew-secret';
import { ReplayDelivery, replayDelivery } from '@/notifications/replay-delivery';
import { SwitchOnWebhook, switchOnWebhook } from '@/notifications/switch-on-webhook';
import { action } from '@/session/action';
import { requireAdmin } from '@/session/require-person';

export const createWebhookAction = action(requireAdmin, CreateWebhook, async (scope, input) => {
  const { secret } = await createWebhook(scope, input);
  refresh();
  return { value: { secret, url: input.url } };
});

export const deleteWebhookAction = action(requireAdmin, DeleteWebhook, async (scope, input) => {
  await deleteWebhook(scope, input);
  refresh();
  return { go: '/console/admin/api' };
});

export const renewSecretAction = action(requireAdmin, RenewSecret, async (scope, input) => {
  const { secret } = await renewSecret(scope, input);
  return { value: { secret } };
});

export const replayDeliveryAction = action(requireAdmin, ReplayDelivery, async (scope, input) => {
  await replayDelivery(scope, input);
  refresh();
  return {};
});

export const switchOnWebhookAction = action(requireAdmin, SwitchOnWebhook, async (scope, input) => {
  await switchOnWebhook(scope, input);
  refresh();
  return {};
});
