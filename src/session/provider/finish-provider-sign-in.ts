import 'server-only';
import { and, eq, gt } from 'drizzle-orm';
import { inOneTransaction, inTransaction, type Tx } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { owedFactors } from '@/people/factors/own-factors';
import { clock } from '@/platform/clock';
import { open, tokenHash } from '@/platform/crypto';
import type { Reach } from '@/platform/reach';
import { limitRate, networkOf } from '@/session/limit-rate';
import { openSession } from '@/session/open-session';
import type { Realm } from '@/session/realm';
import type { Visitor } from '@/session/require-visitor';
import type { OwesStep } from '@/session/second-step/begin-second-step';
import { attemptSecret, redirectHere, usableProvider } from './begin-provider-sign-in';
import type { ProviderRow } from './discover-provider';
import { homeOf } from './home-of';
import { identityOf } from './identity-of';
import { type Identity, personOfIdentity } from './person-of-identity';
import { providerAttempts } from './tables';

const perAddress = { limit: 60, windowSeconds: 60 };

/** `goal`: where they wanted to go, on this host. */
export type Finished = { realm: Realm; goal: string } & (
  | { outcome: 'signedIn'; sessionId: string }
  /** Who they are is proved, but a technician's second factor isn't. */
  | { outcome: 'owesFactor'; person: OwesStep }
  | { outcome: 'refused' }
);

/**
 * The way back from a provider: takes what this browser has begun on this host, once; has the
 * code exchanged and the token judged; and signs in the person of this tenant who that is, unless
 * a technician owes a second factor. Everything else is one refusal, whose reason stands in the
 * audit log alone. Refuses more than sixty a minute of one address (429).
 */
export async function finishProviderSignIn(
  visitor: Visitor,
  { providerId, browser, answer }: { providerId: string; browser: string; answer: URLSearchParams },
  reach?: Reach,
): Promise<Finished> {
  const { tenant, address } = visitor;
  await limitRate(tenant.id, `sign-in:provider-back:${networkOf(address)}`, perAddress);
  const provider = await usableProvider(visitor, providerId);
  const { realm } = provider;
  const attempt = await takeAttempt(visitor, provider, browser, answer.get('state') ?? '');
  const goal = attempt?.goal ?? homeOf[realm];
  const refused = { outcome: 'refused', realm, goal } as const;
  if (!attempt) return refused;
  const here = new URL(`${redirectHere(visitor, provider.id)}?${answer}`);
  const identity = await identityOf(provider, { ...attempt, here }, reach);
  if (!identity) {
    await reportRefusal(visitor, provider, 'badAnswer');
    return refused;
  }
  const found = await inOneTransaction(visitor, (tx) => enter(tx, visitor, provider, identity));
  if (!('refused' in found)) return { realm, goal, ...found };
  await reportRefusal(visitor, provider, found.refused);
  return refused;
}

async function enter(tx: Tx, visitor: Visitor, provider: ProviderRow, identity: Identity) {
  const { realm, kind, name } = provider;
  const by = { method: kind, methodName: name };
  const found = await personOfIdentity(tx, provider, identity);
  if ('refused' in found) return found;
  const { person, isNew } = found;
  if (isNew) {
    const scope = { ...visitor, actor: { kind: 'system', job: name } } as const;
    await record(tx, scope, `${realm}.providerLinked`, person.id, { after: { provider: name } });
  }
  const owed = realm === 'technician' && (await owedFactors(visitor.tenant.id, person.id));
  if (owed) {
    const { id, credentialVersion } = person;
    const proven = { id, name: person.name, credentialVersion, ...owed, provider: by };
    return { outcome: 'owesFactor', person: proven } as const;
  }
  const how = { userAgent: visitor.userAgent, ...by };
  const sessionId = await openSession(visitor, realm, person, how);
  return { outcome: 'signedIn', sessionId } as const;
}

/** Of the same tenant, provider, host and browser, within its time; only the first gets it. */
async function takeAttempt(
  visitor: Visitor,
  provider: ProviderRow,
  browser: string,
  state: string,
) {
  const [taken] = await inTransaction(visitor, (tx) =>
    tx
      .delete(providerAttempts)
      .where(
        and(
          eq(providerAttempts.tenantId, visitor.tenant.id),
          eq(providerAttempts.providerId, provider.id),
          eq(providerAttempts.stateHash, tokenHash(state)),
          eq(providerAttempts.browserHash, tokenHash(browser)),
          eq(providerAttempts.host, visitor.host),
          gt(providerAttempts.expiresAt, clock.now()),
        ),
      )
      .returning({ sealed: providerAttempts.sealed, goal: providerAttempts.goal }),
  );
  const opened = taken && open(attemptSecret, taken.sealed);
  if (!opened) return undefined;
  const { nonce, verifier } = JSON.parse(opened) as { nonce: string; verifier: string };
  return { nonce, verifier, state, goal: taken.goal };
}

/** For the tenant's admins: the person at the door is told nothing of it. */
async function reportRefusal(
  visitor: Visitor,
  { id, name }: ProviderRow,
  reason: string,
): Promise<void> {
  const scope = { ...visitor, actor: { kind: 'system', job: 'session' } } as const;
  await inTransaction(visitor, (tx) =>
    record(tx, scope, 'session.refused', id, { after: { provider: name, reason } }),
  );
}
