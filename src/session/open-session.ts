import 'server-only';
import { sql } from 'drizzle-orm';
import { inTenant } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { recordSignIn } from '@/people/record-sign-in';
import { newId } from '@/platform/ids';
import { type Realm, sessionSeconds } from './realm';
import { settingsOf } from './settings-of';
import { sessions } from './tables';
import type { Place } from './tenant-of-request';

/** Who has proved who they are, and which version of their credentials that was. */
export interface Proven {
  id: string;
  name: string;
  credentialVersion: number;
}

/**
 * Makes the session row of somebody whose identity has been proved, whatever the way; returns its
 * id. A change of their credentials since then, or their end, makes it worth nothing at once.
 * `method` says how they proved it, where that was not by the password alone, in the list of
 * sign-ins and in the audit log; `methodName` what that way is called here; `secondStep` what was
 * asked of them besides, for the audit log.
 */
export async function openSession(
  place: Place,
  realm: Realm,
  person: Proven,
  {
    userAgent,
    method,
    methodName,
    secondStep = method,
  }: { userAgent: string; method?: string; methodName?: string; secondStep?: string },
): Promise<string> {
  const { tenant, address } = place;
  const sessionId = newId();
  await inTenant(tenant.id, async (tx) => {
    await tx.insert(sessions).values({
      tenantId: tenant.id,
      id: sessionId,
      contactId: realm === 'contact' ? person.id : null,
      technicianId: realm === 'technician' ? person.id : null,
      credentialVersion: person.credentialVersion,
      userAgent: userAgent.slice(0, 300),
      address,
      ...(method && { method, methodName }),
      expiresAt: sql`now() + make_interval(secs => ${sessionSeconds[realm]})`,
    });
    await recordSignIn(tx, tenant.id, realm, person.id);
    const settings = await settingsOf(tx, tenant.id);
    const scope = { ...scopeFor(place, realm, person, sessionId), settings };
    const told = secondStep ? { after: { method: secondStep } } : {};
    await record(tx, scope, 'session.started', sessionId, told);
  });
  return sessionId;
}

/** Only for the audit entry: who signed in, not what they may do. */
export function scopeFor(
  { tenant, address }: Place,
  realm: Realm,
  { id, name }: Pick<Proven, 'id' | 'name'>,
  sessionId: string,
): Omit<Scope, 'settings'> {
  const actor =
    realm === 'contact'
      ? ({
          kind: 'contact',
          id,
          name,
          companyId: '',
          companyName: '',
          isPrimary: false,
          sections: [],
          sessionId,
        } as const)
      : ({ kind: 'technician', id, name, email: '', role: 'technician', sessionId } as const);
  return { tenant, actor, language: 'en', address };
}
