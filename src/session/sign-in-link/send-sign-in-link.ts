import 'server-only';
import { and, count, eq, gt, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { queueMail } from '@/notifications/queue-mail';
import { voidMails } from '@/notifications/void-mails';
import { readersLanguage } from '@/people/contact-rows';
import { findContactForSignIn } from '@/people/find-for-sign-in';
import { clock, minutes } from '@/platform/clock';
import { keyedHash, newToken, tokenHash } from '@/platform/crypto';
import { newId } from '@/platform/ids';
import { setting } from '@/settings/tenant-settings';
import { openWish } from './request-sign-in-link';
import { signInLinks } from './tables';

export const SendSignInLink = z.object({ wish: z.string() });

export const linkLasts = minutes(15);
/** At most so many mails to one person in a quarter of an hour, whoever asks for them. */
const mostMails = 3;

/**
 * The job behind a request: mails the contact a link that signs in once, within fifteen minutes;
 * earlier ones are void. Nobody unknown, disabled or without an address gets anything, nor does
 * anybody after three mails.
 */
export async function sendSignInLink(
  scope: Scope<System>,
  { wish: sealed }: z.output<typeof SendSignInLink>,
): Promise<void> {
  const wish = openWish(sealed);
  if (!wish || !setting(scope, 'signIn').link) return;
  const tenantId = scope.tenant.id;
  await inTransaction(scope, async (tx) => {
    const person = await findContactForSignIn(tx, tenantId, wish.login);
    if (!person?.email || (await recentLinks(tx, tenantId, person.id)) >= mostMails) return;
    await tx
      .update(signInLinks)
      .set({ usedAt: clock.now() })
      .where(and(ofContact(tenantId, person.id), isNull(signInLinks.usedAt)));
    await voidMails(tx, scope, { about: person.id, templates: ['signInLink'] });
    const token = newToken();
    await tx.insert(signInLinks).values({
      tenantId,
      id: newId(),
      tokenHash: tokenHash(token),
      contactId: person.id,
      credentialVersion: person.credentialVersion,
      addressHash: addressHash(person.email),
      goal: wish.goal,
      expiresAt: new Date(clock.now().getTime() + linkLasts),
    });
    const language = readersLanguage(scope, person.language);
    await queueMail(tx, scope, {
      template: 'signInLink',
      to: { address: person.email, name: person.name, language },
      about: person.id,
      params: { username: person.username ?? person.email },
      secret: { token },
    });
    await record(tx, scope, 'contact.signInLinkSent', person.id);
  });
}

/** How a link remembers where it was mailed to, without keeping the address. */
export const addressHash = (address: string) => keyedHash('sign-in-link-address', address);

async function recentLinks(tx: Tx, tenantId: string, contactId: string): Promise<number> {
  const since = new Date(clock.now().getTime() - minutes(15));
  const [row] = await tx
    .select({ count: count() })
    .from(signInLinks)
    .where(and(ofContact(tenantId, contactId), gt(signInLinks.createdAt, since)));
  return row?.count ?? 0;
}

const ofContact = (tenantId: string, contactId: string) =>
  and(eq(signInLinks.tenantId, tenantId), eq(signInLinks.contactId, contactId));
