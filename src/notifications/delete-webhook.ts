import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound } from '@/platform/errors';
import { inWebhooks } from './in-webhooks';
import { webhooksCan } from './policy';
import { webhooks } from './tables';

export const DeleteWebhook = z.object({ id: z.uuid() });

/** Ends a webhook and its log; what is still to be delivered stays undelivered. */
export async function deleteWebhook(
  scope: Scope<Staff>,
  { id }: z.infer<typeof DeleteWebhook>,
): Promise<void> {
  refuseUnlessPermitted(webhooksCan.change(scope));
  await inWebhooks(scope, async (tx) => {
    const [row] = await tx
      .delete(webhooks)
      .where(and(eq(webhooks.tenantId, scope.tenant.id), eq(webhooks.id, id)))
      .returning({ url: webhooks.url, events: webhooks.events });
    const { url, events } = orNotFound(row);
    await record(tx, scope, 'webhook.deleted', id, { before: { host: new URL(url).host, events } });
  });
}
