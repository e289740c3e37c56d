import 'server-only';
import { sql } from 'drizzle-orm';
import { inTenant } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { findContactForSignIn, findTechnicianForSignIn, loginKey } from '@/people/find-for-sign-in';
import { recordSignIn } from '@/people/record-sign-in';
import { verifyPassword } from '@/people/verify-password';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { forgetRate, limitRate, networkOf } from './limit-rate';
import { type Realm, sessionSeconds } from './realm';
import { settingsOf } from './settings-of';
import { sessions } from './tables';
import type { Place } from './tenant-of-request';

/** OWASP ASVS 5, 6.3.1, with our own figures (docs/security.md, row 13). */
const perAccount = { limit: 5, windowSeconds: 900 };
const perAddress = { limit: 20, windowSeconds: 60 };

/**
 * Checks who somebody is and makes their session row; returns its id. Wrong user and wrong
 * password are one refusal (401) after the same work; too many tries are 429 for a while.
 */
export async function signIn(
  place: Place,
  realm: Realm,
  input: { login: string; password: string; userAgent: string },
): Promise<string> {
  const { tenant, address } = place;
  const login = loginKey(input.login);
  await limitRate(tenant.id, `sign-in:address:${networkOf(address)}`, perAddress);
  const find = realm === 'contact' ? findContactForSignIn : findTechnicianForSignIn;
  const person = await inTenant(tenant.id, (tx) => find(tx, tenant.id, login), { reading: true });
  // By the account, so that its username and its e-mail address don't give five tries each.
  const account = person ? `id:${person.id}` : `login:${login}`;
  const accountKey = `sign-in:${realm}:${account}`;
  await limitRate(tenant.id, accountKey, perAccount);
  const right = await verifyPassword(person?.passwordHash ?? null, input.password);
  if (!person || !right) throw new Refusal('session.wrongCredentials', { status: 401 });
  const sessionId = newId();
  await inTenant(tenant.id, async (tx) => {
    await tx.insert(sessions).values({
      tenantId: tenant.id,
      id: sessionId,
      contactId: realm === 'contact' ? person.id : null,
      technicianId: realm === 'technician' ? person.id : null,
      credentialVersion: person.credentialVersion,
      userAgent: input.userAgent.slice(0, 300),
      address,
      expiresAt: sql`now() + make_interval(secs => ${sessionSeconds[realm]})`,
    });
    await recordSignIn(tx, tenant.id, realm, person.id);
    const settings = await settingsOf(tx, tenant.id);
    const scope = { ...scopeFor(place, realm, person, sessionId), settings };
    await record(tx, scope, 'session.started', sessionId);
  });
  await forgetRate(tenant.id, accountKey);
  return sessionId;
}

/** Only for the audit entry: who signed in, not what they may do. */
function scopeFor(
  { tenant, address }: Place,
  realm: Realm,
  person: { id: string; name: string },
  sessionId: string,
): Omit<Scope, 'settings'> {
  const { id, name } = person;
  const actor =
    realm === 'contact'
      ? ({
          kind: 'contact',
          id,
          name,
          companyId: '',
          companyName: '',
          isPrimary: false,
          sessionId,
        } as const)
      : ({ kind: 'technician', id, name, email: '', role: 'technician', sessionId } as const);
  return { tenant, actor, language: 'en', address };
}
