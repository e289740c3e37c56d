import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { clock, days, hours } from '@/platform/clock';
import { newToken, tokenHash } from '@/platform/crypto';
import { notFound, Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import type { AccountKey } from './account-rows';
import { passwordLinks } from './tables';

export const resetLinkLasts = hours(1);
export const welcomeLinkLasts = days(7);

/** Makes a link that sets the account's password once; returns the token, which is not kept. */
export async function createPasswordLink(
  tx: Tx,
  { tenantId, kind, id }: AccountKey,
  lasts: number,
): Promise<string> {
  const token = newToken();
  await tx.insert(passwordLinks).values({
    tenantId,
    id: newId(),
    tokenHash: tokenHash(token),
    contactId: kind === 'contact' ? id : null,
    technicianId: kind === 'technician' ? id : null,
    expiresAt: new Date(clock.now().getTime() + lasts),
  });
  return token;
}

/**
 * The link of a token of this tenant and whose it is. An unknown token is not found; one that
 * was used, replaced or has expired is gone (410).
 */
export async function findPasswordLink(tx: Tx, tenantId: string, token: string) {
  const [link] = await tx
    .select()
    .from(passwordLinks)
    .where(
      and(eq(passwordLinks.tenantId, tenantId), eq(passwordLinks.tokenHash, tokenHash(token))),
    );
  if (!link) throw notFound();
  if (link.usedAt || link.expiresAt <= clock.now()) throw linkUnusable();
  const account: AccountKey = link.contactId
    ? { tenantId, kind: 'contact', id: link.contactId }
    : { tenantId, kind: 'technician', id: link.technicianId! };
  return { linkId: link.id, account };
}

/** Takes the link; only one of two who press at once gets it. */
export async function takePasswordLink(tx: Tx, tenantId: string, linkId: string): Promise<void> {
  const [taken] = await tx
    .update(passwordLinks)
    .set({ usedAt: clock.now() })
    .where(
      and(
        eq(passwordLinks.tenantId, tenantId),
        eq(passwordLinks.id, linkId),
        isNull(passwordLinks.usedAt),
      ),
    )
    .returning({ id: passwordLinks.id });
  if (!taken) throw linkUnusable();
}

function linkUnusable(): Refusal {
  return new Refusal('people.linkUnusable', { status: 410 });
}
