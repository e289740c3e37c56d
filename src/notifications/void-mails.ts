import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { MailTemplate } from './mail-contents';
import { outboxMessages } from './tables';

/**
 * What waits for this reader does not leave any more, and what is left of its secrets is
 * wiped, also where it stands in the outbox on the screen. Without `templates`: every mail.
 */
export async function voidMails(
  tx: Tx,
  scope: { tenant: { id: string } },
  { about, templates }: { about: string; templates?: readonly MailTemplate[] },
): Promise<void> {
  await tx
    .update(outboxMessages)
    .set({
      sealed: null,
      state: sql`case when ${outboxMessages.state} = 'queued' then 'voided' else ${outboxMessages.state} end`,
    })
    .where(
      and(
        eq(outboxMessages.tenantId, scope.tenant.id),
        eq(outboxMessages.about, about),
        inArray(outboxMessages.state, ['queued', 'onScreen']),
        templates && inArray(outboxMessages.template, [...templates]),
      ),
    );
}
