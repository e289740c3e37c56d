import 'server-only';
import { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Actor, Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { voidMails } from '@/notifications/void-mails';
import { notFound } from '@/platform/errors';
import {
  type AccountKey,
  changeCredentials,
  findAccountRow,
  nextVersion,
  voidPasswordLinks,
} from './account-rows';
import { refuseBadPassword, secretTemplates } from './change-password';
import type { AccountKind } from './find-for-sign-in';
import { findPasswordLink, takePasswordLink } from './password-link';
import { hashPassword } from './verify-password';

export const UsePasswordLink = z.object({
  token: z.string().min(1).max(200),
  next: z.string().max(1_000),
});

type Visitor = Pick<Scope, 'tenant' | 'language' | 'settings' | 'address'>;

/** For the page of the link: whose it is. Looking consumes nothing: mail scanners look too. */
export async function readPasswordLink(
  visitor: Visitor,
  token: string,
): Promise<{ kind: AccountKind; name: string; login: string }> {
  const { account, row } = await accountOfLink(visitor, token);
  return { kind: account.kind, name: row.name, login: row.username ?? row.email ?? '' };
}

/**
 * Sets the password of whom the link was made for, once; every session of theirs ends. An
 * unknown token is not found, a used or expired one is gone (410), a bad password is 422 and
 * leaves the link as it is.
 */
export async function usePasswordLink(
  visitor: Visitor,
  { token, next }: z.output<typeof UsePasswordLink>,
): Promise<{ kind: AccountKind }> {
  const { account, row } = await accountOfLink(visitor, token);
  await refuseBadPassword(next, row);
  const passwordHash = await hashPassword(next);
  return inTransaction(visitor, async (tx) => {
    const { linkId } = await findPasswordLink(tx, visitor.tenant.id, token);
    await takePasswordLink(tx, visitor.tenant.id, linkId);
    await changeCredentials(tx, account, {
      passwordHash,
      initialPasswordSealed: null,
      mustChangePassword: false,
      credentialVersion: nextVersion,
    });
    await voidPasswordLinks(tx, account);
    await voidMails(tx, visitor, { about: account.id, templates: secretTemplates });
    const scope = { ...visitor, actor: actorOf(account, row.name) };
    await record(tx, scope, `${account.kind}.passwordSetByLink`, account.id);
    return { kind: account.kind };
  });
}

async function accountOfLink(visitor: Visitor, token: string) {
  return inReadTransaction(visitor, async (tx) => {
    const { account } = await findPasswordLink(tx, visitor.tenant.id, token);
    const row = await findAccountRow(tx, account);
    if (!row || row.disabledAt) throw notFound();
    return { account, row };
  });
}

/** Who is meant in the audit log: they hold their mail, but have not signed in. */
function actorOf({ kind, id }: AccountKey, name: string): Actor {
  if (kind === 'technician') {
    return { kind, id, name, email: '', role: 'technician', sessionId: '' };
  }
  return {
    kind,
    id,
    name,
    companyId: '',
    companyName: '',
    isPrimary: false,
    sections: [],
    sessionId: '',
  };
}
