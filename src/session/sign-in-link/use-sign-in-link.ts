import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inOneTransaction, inReadTransaction, type Tx } from '@/access/in-transaction';
import { findAccountRow } from '@/people/account-rows';
import { clock } from '@/platform/clock';
import { tokenHash } from '@/platform/crypto';
import { notFound, Refusal } from '@/platform/errors';
import { limitRate, networkOf } from '@/session/limit-rate';
import { openSession } from '@/session/open-session';
import type { Visitor } from '@/session/require-visitor';
import { setting } from '@/settings/tenant-settings';
import { addressHash } from './send-sign-in-link';
import { signInLinks } from './tables';

export const UseSignInLink = z.object({ token: z.string().min(1).max(200) });

const perAddress = { limit: 20, windowSeconds: 900 };

/** For the page of the link: whose it is. Looking consumes nothing: mail scanners look too. */
export async function readSignInLink(
  visitor: Visitor,
  { token }: z.output<typeof UseSignInLink>,
): Promise<{ name: string }> {
  const { contact } = await inReadTransaction(visitor, (tx) => usableLink(tx, visitor, token));
  return { name: contact.name };
}

/**
 * Signs in whom the link was made for, once; returns the session and where they wanted to go. An
 * unknown token is not found; one that was used, replaced or has expired, or whose contact has
 * another password or e-mail address since, is gone (410).
 */
export async function useSignInLink(
  visitor: Visitor,
  { token }: z.output<typeof UseSignInLink>,
): Promise<{ sessionId: string; goal: string }> {
  const key = `sign-in-link:use:${networkOf(visitor.address)}`;
  await limitRate(visitor.tenant.id, key, perAddress);
  return inOneTransaction(visitor, async (tx) => {
    const { link, contact } = await usableLink(tx, visitor, token);
    const [taken] = await tx
      .update(signInLinks)
      .set({ usedAt: clock.now() })
      .where(
        and(
          eq(signInLinks.tenantId, visitor.tenant.id),
          eq(signInLinks.id, link.id),
          isNull(signInLinks.usedAt),
        ),
      )
      .returning({ goal: signInLinks.goal });
    if (!taken) throw gone();
    const { userAgent } = visitor;
    const sessionId = await openSession(visitor, 'contact', contact, { userAgent, method: 'link' });
    return { sessionId, goal: taken.goal };
  });
}

async function usableLink(tx: Tx, visitor: Visitor, token: string) {
  const tenantId = visitor.tenant.id;
  if (!setting(visitor, 'signIn').link) throw notFound();
  const [link] = await tx
    .select()
    .from(signInLinks)
    .where(and(eq(signInLinks.tenantId, tenantId), eq(signInLinks.tokenHash, tokenHash(token))));
  if (!link) throw notFound();
  const contact = await findAccountRow(tx, { tenantId, kind: 'contact', id: link.contactId });
  if (!contact || contact.disabledAt) throw notFound();
  const isCurrent =
    contact.credentialVersion === link.credentialVersion &&
    addressHash(contact.email ?? '') === link.addressHash;
  if (link.usedAt || link.expiresAt <= clock.now() || !isCurrent) throw gone();
  return { link, contact };
}

function gone(): Refusal {
  return new Refusal('session.linkUnusable', { status: 410 });
}
