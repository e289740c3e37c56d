import 'server-only';
import { inTenant } from '@/access/in-transaction';
import { type OwedFactors, owedFactors } from '@/people/factors/own-factors';
import { findContactForSignIn, findTechnicianForSignIn, loginKey } from '@/people/find-for-sign-in';
import { verifyPassword } from '@/people/verify-password';
import { Refusal } from '@/platform/errors';
import { forgetRate, limitRate, networkOf } from './limit-rate';
import { openSession, type Proven } from './open-session';
import type { Realm } from './realm';
import type { Place } from './tenant-of-request';

/** OWASP ASVS 5, 6.3.1, with our own figures (docs/security.md, row 13). */
const perAccount = { limit: 5, windowSeconds: 900 };
const perAddress = { limit: 20, windowSeconds: 60 };

/** A session, or somebody whose password was right and who owes their second factor. */
export type SignInOutcome =
  | { sessionId: string; owesFactor?: undefined }
  | { sessionId?: undefined; owesFactor: Proven & OwedFactors };

/**
 * Checks who somebody is by their password and makes their session row, unless they are a
 * technician with a second factor. Wrong user and wrong password are one refusal (401) after the
 * same work; too many tries are 429 for a while.
 */
export async function signIn(
  place: Place,
  realm: Realm,
  input: { login: string; password: string; userAgent: string },
): Promise<SignInOutcome> {
  const { tenant, address } = place;
  const login = loginKey(input.login);
  await limitRate(tenant.id, `sign-in:address:${networkOf(address)}`, perAddress);
  const find = realm === 'contact' ? findContactForSignIn : findTechnicianForSignIn;
  const person = await inTenant(tenant.id, (tx) => find(tx, tenant.id, login), { reading: true });
  // By the account, so that its username and its e-mail address don't give five tries each. Whoever
  // gets a new password, by a link or from their technician, begins anew.
  const account = person ? `id:${person.id}:${person.credentialVersion}` : `login:${login}`;
  const accountKey = `sign-in:${realm}:${account}`;
  await limitRate(tenant.id, accountKey, perAccount);
  const right = await verifyPassword(person?.passwordHash ?? null, input.password);
  if (!person || !right) throw new Refusal('session.wrongCredentials', { status: 401 });
  await forgetRate(tenant.id, accountKey);
  const owed = realm === 'technician' && (await owedFactors(tenant.id, person.id));
  if (owed) {
    const { id, name, credentialVersion } = person;
    return { owesFactor: { id, name, credentialVersion, ...owed } };
  }
  return { sessionId: await openSession(place, realm, person, { userAgent: input.userAgent }) };
}
