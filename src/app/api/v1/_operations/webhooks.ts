import 'server-only';
import { z } from 'zod';
import { CreateWebhook, createWebhook } from '@/notifications/create-webhook';
import { deleteWebhook } from '@/notifications/delete-webhook';
import { readDeliveries, readWebhook, readWebhooks } from '@/notifications/read-webhooks';
import { renewSecret } from '@/notifications/renew-secret';
import { replayDelivery } from '@/notifications/replay-delivery';
import { switchOnWebhook } from '@/notifications/switch-on-webhook';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import {
  asList,
  idParams,
  inPages,
  listOf,
  pageQuery,
  rowId,
  shortQuery,
  time,
} from '../_door/shapes';

const Webhook = z
  .object({
    id: z.uuid(),
    url: z.string(),
    events: z.array(z.string()),
    disabledAt: time.nullable().describe('Switched off after three days in which nothing arrived'),
    createdAt: time,
  })
  .meta({ id: 'Webhook' });

const Delivery = z
  .object({
    id: z.uuid(),
    event: z.string(),
    eventId: z.uuid().describe('The same in every delivery of one event'),
    state: z.enum(['queued', 'delivered', 'failed']),
    attempts: z.int(),
    lastStatus: z.int().nullable().describe('What the receiver answered last'),
    lastError: z.string().nullable().describe('Why the last try failed, for programs'),
    nextTryAt: time.nullable(),
    createdAt: time,
    deliveredAt: time.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

export const listWebhooksOperation = operation({
  method: 'GET',
  path: '/webhooks',
  summary: 'List webhooks',
  scope: 'settings:read',
  query: shortQuery,
  status: 200,
  answer: listOf(Webhook),
  run: async (scope, { query }) => inPages(await readWebhooks(scope), query),
});

export const createWebhookOperation = operation({
  method: 'POST',
  path: '/webhooks',
  summary: 'Have a program told what happens',
  description:
    'Events are those of the audit log: `ticket.closed`, all of one noun as `ticket.*`, or `*`. ' +
    'Each is POSTed with `Servicedesk-Signature: t=<seconds>,v1=<hex>`, the HMAC-SHA-256 of ' +
    '`<seconds>.<body>` under the secret. Anything but a 2xx within ten seconds is tried again ' +
    'for three days. A private address is refused. The key needs `audit:read` too: that is what is told.',
  scope: 'settings:write',
  body: z.object({
    ...CreateWebhook.shape,
    url: CreateWebhook.shape.url.describe('HTTPS'),
    secret: CreateWebhook.shape.secret.describe('Made where it is left out'),
  }),
  refuses: [409],
  status: 201,
  answer: Webhook.extend({ secret: z.string().describe('Shown this once') }).meta({
    id: 'CreatedWebhook',
  }),
  run: async (scope, { body }) => {
    const { id, secret } = await createWebhook(scope, body);
    return { ...(await readWebhook(seeing(scope, 'settings:read'), id)), secret };
  },
});

export const readWebhookOperation = operation({
  method: 'GET',
  path: '/webhooks/{id}',
  summary: 'Read a webhook',
  scope: 'settings:read',
  params: idParams,
  status: 200,
  answer: Webhook,
  run: (scope, { params }) => readWebhook(scope, params.id),
});

export const deleteWebhookOperation = operation({
  method: 'DELETE',
  path: '/webhooks/{id}',
  summary: 'Delete a webhook and the log of its deliveries',
  scope: 'settings:write',
  params: idParams,
  status: 204,
  run: (scope, { params }) => deleteWebhook(scope, params),
});

export const renewSecretOperation = operation({
  method: 'POST',
  path: '/webhooks/{id}/secret',
  summary: 'Sign a webhook’s deliveries with a new secret',
  description:
    'For a day they are signed with the one before as well: `t=<seconds>,v1=<new>,v1=<before>`.',
  scope: 'settings:write',
  params: idParams,
  status: 200,
  answer: z
    .object({
      secret: z.string().describe('Shown this once'),
      previousUntil: time.describe('Until when the one before counts'),
    })
    .meta({ id: 'RenewedSecret' }),
  run: async (scope, { params }) => {
    const { secret, previousUntil } = await renewSecret(scope, params);
    return { secret, previousUntil: previousUntil.toISOString() };
  },
});

export const switchOnWebhookOperation = operation({
  method: 'POST',
  path: '/webhooks/{id}/switch-on',
  summary: 'Switch a webhook on again',
  scope: 'settings:write',
  params: idParams,
  refuses: [409],
  status: 200,
  answer: Webhook,
  run: async (scope, { params }) => {
    await switchOnWebhook(scope, params);
    return readWebhook(seeing(scope, 'settings:read'), params.id);
  },
});

export const listDeliveriesOperation = operation({
  method: 'GET',
  path: '/webhooks/{id}/deliveries',
  summary: 'List what a webhook was sent in the last thirty days, newest first',
  scope: 'settings:read',
  params: idParams,
  query: pageQuery.omit({ q: true }),
  status: 200,
  answer: listOf(Delivery),
  run: async (scope, { params, query }) => asList(await readDeliveries(scope, params.id, query)),
});

export const replayDeliveryOperation = operation({
  method: 'POST',
  path: '/webhooks/{id}/deliveries/{deliveryId}/replay',
  summary: 'Send a delivery once more, as a new one with the same event',
  scope: 'settings:write',
  params: idParams.extend({ deliveryId: rowId }),
  refuses: [409],
  status: 201,
  answer: Delivery,
  run: (scope, { params }) => replayDelivery(scope, params),
});
