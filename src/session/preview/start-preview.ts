import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { lockContact } from '@/people/contact-rows';
import { refuseUnlessCan } from '@/people/policy';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { endPreviews } from './end-previews';
import { previews } from './tables';

export const StartPreview = z.object({ contactId: z.uuid() });

/**
 * Lets an admin see the portal as one of its contacts does, without the right to change anything,
 * for half an hour at most; a preview of before ends. Nothing about the contact changes: they are
 * not signed in. Returns the preview's id. Refuses who is no admin (403), and (409) a contact who
 * is disabled or gone.
 */
export async function startPreview(
  scope: Scope<Technician>,
  { contactId }: z.infer<typeof StartPreview>,
): Promise<string> {
  refuseUnlessCan(scope, 'previewAsContact');
  const { tenant, actor } = scope;
  const id = newId();
  await inTransaction(scope, async (tx) => {
    const contact = await lockContact(tx, scope, contactId);
    if (contact.disabledAt) throw new Refusal('people.contactDisabled');
    await endPreviews(tx, scope, sql`${previews.sessionId} = ${actor.sessionId}`);
    const [made] = await tx
      .insert(previews)
      .values({ tenantId: tenant.id, id, sessionId: actor.sessionId, contactId, expiresAt })
      .returning({ expiresAt: previews.expiresAt });
    const after = { endsAt: made?.expiresAt.toISOString() };
    await record(tx, scope, 'contact.previewStarted', contactId, { after });
  });
  return id;
}

/** A preview left open in a tab is over by itself. */
const expiresAt = sql`now() + interval '30 minutes'`;
