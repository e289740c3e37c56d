import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { clock, days } from '@/platform/clock';
import { newToken, seal } from '@/platform/crypto';
import { orNotFound } from '@/platform/errors';
import { webhookSecret } from './create-webhook';
import { webhooksCan } from './policy';
import { webhooks } from './tables';

export const RenewSecret = z.object({ id: z.uuid() });

/**
 * Has a webhook's deliveries signed with a new secret, which is shown this once, and for a day
 * with the one before as well: a receiver takes the new one up without losing a delivery. Doing
 * it again within the day ends the oldest of the three.
 */
export async function renewSecret(
  scope: Scope<Staff>,
  { id }: z.infer<typeof RenewSecret>,
): Promise<{ secret: string; previousUntil: Date }> {
  refuseUnlessPermitted(webhooksCan.change(scope));
  const secret = `whsec_${newToken()}`;
  const previousUntil = new Date(clock.now().getTime() + days(1));
  await inTransaction(scope, async (tx) => {
    const own = and(eq(webhooks.tenantId, scope.tenant.id), eq(webhooks.id, id));
    const [row] = await tx.select().from(webhooks).where(own).for('update');
    const { url, secretSealed } = orNotFound(row);
    const change = { previousSecretSealed: secretSealed, previousUntil };
    await tx
      .update(webhooks)
      .set({ ...change, secretSealed: seal(webhookSecret, secret) })
      .where(own);
    await record(tx, scope, 'webhook.secretRenewed', id, { after: { host: new URL(url).host } });
  });
  return { secret, previousUntil };
}
