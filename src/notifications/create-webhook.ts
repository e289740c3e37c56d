import 'server-only';
import { count, eq } from 'drizzle-orm';
import { z } from 'zod';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { newToken, seal } from '@/platform/crypto';
import { refuseUnless } from '@/platform/errors';
import { newId } from '@/platform/ids';
import type { Reach } from '@/platform/reach';
import { inWebhooks } from './in-webhooks';
import { webhooksCan } from './policy';
import { webhooks } from './tables';
import { receiverUrl } from './webhook-address';

export const CreateWebhook = z.object({
  url: z.string().trim().min(1).max(2_000),
  /** `ticket.closed`, `ticket.*` or `*`. */
  events: z
    .array(z.string().regex(/^(\*|[A-Za-z]{1,40}\.(\*|[A-Za-z]{1,60}))$/))
    .min(1)
    .max(100),
  /** What deliveries are signed with; made where there is none. */
  secret: z.string().trim().max(200).optional(),
});

/** Seals what deliveries are signed with. */
export const webhookSecret = 'webhook-secret';

const most = 20;

/**
 * Has a program told what happens from now on. `secret` is shown this once. Refuses keys that
 * can't read the audit log (403), an address that `receiverUrl` refuses (422), and more than
 * twenty (409).
 */
export async function createWebhook(
  scope: Scope<Staff>,
  input: z.infer<typeof CreateWebhook>,
  reach?: Reach,
): Promise<{ id: string; secret: string }> {
  refuseUnlessPermitted(webhooksCan.create(scope));
  const url = await receiverUrl(input.url, reach);
  const id = newId();
  const tenantId = scope.tenant.id;
  const secret = input.secret || `whsec_${newToken()}`;
  const events = [...new Set(input.events)];
  await inWebhooks(scope, async (tx) => {
    const [row] = await tx
      .select({ there: count() })
      .from(webhooks)
      .where(eq(webhooks.tenantId, tenantId));
    refuseUnless(row!.there < most, 'webhooks.tooMany', { values: { most } });
    const secretSealed = seal(webhookSecret, secret);
    await tx.insert(webhooks).values({ tenantId, id, url, events, secretSealed });
    await record(tx, scope, 'webhook.created', id, { after: { host: new URL(url).host, events } });
  });
  return { id, secret };
}
