import 'server-only';
import { and, count, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { queueMail } from '@/notifications/queue-mail';
import { voidMails } from '@/notifications/void-mails';
import { clock, minutes } from '@/platform/clock';
import { keyedHash, open, seal } from '@/platform/crypto';
import { enqueue } from '@/platform/enqueue';
import { type AccountKey, voidPasswordLinks } from './account-rows';
import { readersLanguage } from './contact-rows';
import {
  type AccountKind,
  findContactForSignIn,
  findTechnicianForSignIn,
  loginKey,
} from './find-for-sign-in';
import { createPasswordLink, resetLinkLasts } from './password-link';
import { passwordLinks } from './tables';

export const RequestPasswordLink = z.object({
  login: z.string().min(1).max(320),
  realm: z.enum(['contact', 'technician']).default('contact'),
});

const sealedLogin = 'password-link-login';

/**
 * Somebody who has not signed in asks for a link by mail. It never says whether the account
 * exists: the request only orders a job, for everybody the same; the job looks. Rate limits
 * are the caller's.
 */
export async function requestPasswordLink(
  visitor: Pick<Scope, 'tenant'>,
  { login, realm }: z.output<typeof RequestPasswordLink>,
): Promise<void> {
  const wanted = loginKey(login);
  const tenantId = visitor.tenant.id;
  await inTransaction(visitor, (tx) =>
    enqueue(
      tx,
      'sendPasswordLink',
      { tenantId, realm, login: seal(sealedLogin, wanted) },
      { jobKey: `password-link:${keyedHash(sealedLogin, `${tenantId} ${realm} ${wanted}`)}` },
    ),
  );
}

export const SendPasswordLink = z.object({
  realm: z.enum(['contact', 'technician']),
  login: z.string(),
});

/** At most so many mails to one person in a quarter of an hour, whoever asks for them. */
const mostMails = 3;

/**
 * The job behind it: mails a link that sets a new password once, within an hour; earlier links
 * are void. Without such an account, without an address, or after three mails it does nothing.
 */
export async function sendPasswordLink(
  scope: Scope<System>,
  { realm, login: sealed }: z.output<typeof SendPasswordLink>,
): Promise<void> {
  const login = open(sealedLogin, sealed);
  if (login === undefined) return;
  await inTransaction(scope, async (tx) => {
    const tenantId = scope.tenant.id;
    const find = realm === 'contact' ? findContactForSignIn : findTechnicianForSignIn;
    const person = await find(tx, tenantId, login);
    if (!person?.email) return;
    const account: AccountKey = { tenantId, kind: realm, id: person.id };
    if ((await recentLinks(tx, account)) >= mostMails) return;
    await voidPasswordLinks(tx, account);
    await voidMails(tx, scope, { about: person.id, templates: ['passwordLink', 'welcomeLink'] });
    const token = await createPasswordLink(tx, account, resetLinkLasts);
    await queueMail(tx, scope, {
      template: 'passwordLink',
      to: {
        address: person.email,
        name: person.name,
        language: readersLanguage(scope, person.language),
      },
      about: person.id,
      params: { realm, username: person.username ?? person.email },
      secret: { token },
    });
    await record(tx, scope, `${realm}.passwordLinkSent`, person.id);
  });
}

async function recentLinks(tx: Tx, { tenantId, kind, id }: AccountKey): Promise<number> {
  const since = new Date(clock.now().getTime() - minutes(15));
  const [row] = await tx
    .select({ count: count() })
    .from(passwordLinks)
    .where(
      and(
        eq(passwordLinks.tenantId, tenantId),
        eq(ownerOf(kind), id),
        gt(passwordLinks.createdAt, since),
      ),
    );
  return row?.count ?? 0;
}

const ownerOf = (kind: AccountKind) =>
  kind === 'contact' ? passwordLinks.contactId : passwordLinks.technicianId;
