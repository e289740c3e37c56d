import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound, refuseUnless } from '@/platform/errors';
import { inWebhooks } from './in-webhooks';
import { webhooksCan } from './policy';
import { webhooks } from './tables';

export const SwitchOnWebhook = z.object({ id: z.uuid() });

/** Has a program told again that we gave up on. Refuses (409) one that is on. */
export async function switchOnWebhook(
  scope: Scope<Staff>,
  { id }: z.infer<typeof SwitchOnWebhook>,
): Promise<void> {
  refuseUnlessPermitted(webhooksCan.change(scope));
  await inWebhooks(scope, async (tx) => {
    const own = and(eq(webhooks.tenantId, scope.tenant.id), eq(webhooks.id, id));
    const [row] = await tx.select().from(webhooks).where(own);
    const { url, disabledAt } = orNotFound(row);
    refuseUnless(disabledAt, 'webhooks.isOn');
    await tx.update(webhooks).set({ disabledAt: null }).where(own);
    await record(tx, scope, 'webhook.switchedOn', id, { after: { host: new URL(url).host } });
  });
}
