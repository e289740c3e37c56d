import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { loginKey } from '@/people/find-for-sign-in';
import { keyedHash, open, seal } from '@/platform/crypto';
import { enqueue } from '@/platform/enqueue';
import { notFound } from '@/platform/errors';
import { limitRate, networkOf } from '@/session/limit-rate';
import type { Visitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';
import { setting } from '@/settings/tenant-settings';

export const RequestSignInLink = z.object({
  login: z.string().trim().min(1).max(320),
  /** A path of this host to go on to. */
  next: z.string().max(2_000).optional(),
});

/** Seals who asked and where they want to go, between the request and its job. */
const sealedWish = 'sign-in-link-wish';

const perAddress = { limit: 10, windowSeconds: 900 };
const perAccount = { limit: 5, windowSeconds: 900 };

/**
 * Somebody who has not signed in asks for a link that does it. It never says whether there is
 * such a contact: the request only orders a job, for everybody the same; the job looks. Refuses
 * more than ten requests of one address and five for one name in a quarter of an hour (429), and
 * is not there (404) where the tenant wants none of it.
 */
export async function requestSignInLink(
  visitor: Pick<Visitor, 'tenant' | 'settings' | 'address'>,
  { login, next }: z.output<typeof RequestSignInLink>,
): Promise<void> {
  if (!setting(visitor, 'signIn').link) throw notFound();
  const tenantId = visitor.tenant.id;
  const wanted = loginKey(login);
  const name = keyedHash(sealedWish, `${tenantId} ${wanted}`);
  await limitRate(tenantId, `sign-in-link:address:${networkOf(visitor.address)}`, perAddress);
  await limitRate(tenantId, `sign-in-link:login:${name}`, perAccount);
  const wish = seal(sealedWish, JSON.stringify({ login: wanted, goal: safePath(next) }));
  await inTransaction(visitor, (tx) =>
    enqueue(tx, 'sendSignInLink', { tenantId, wish }, { jobKey: `sign-in-link:${name}` }),
  );
}

/** What was asked for, or undefined where no live key opens it. */
export function openWish(sealed: string): { login: string; goal: string } | undefined {
  const wish = open(sealedWish, sealed);
  return wish === undefined ? undefined : JSON.parse(wish);
}
