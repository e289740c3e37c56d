import 'server-only';
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomPKCECodeVerifier,
} from 'openid-client';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import { clock, minutes } from '@/platform/clock';
import { newToken, seal, tokenHash } from '@/platform/crypto';
import { notFound } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { log } from '@/platform/log';
import type { Reach } from '@/platform/reach';
import { limitRate, networkOf } from '@/session/limit-rate';
import type { Realm } from '@/session/realm';
import type { Visitor } from '@/session/require-visitor';
import { safePath } from '@/session/safe-path';
import { originOf } from '@/tenants/urls';
import { discoverProvider, type ProviderRow } from './discover-provider';
import { homeOf } from './home-of';
import { providerById } from './provider-rows';
import { redirectUri } from './read-providers';
import { providerAttempts } from './tables';

export const attemptLasts = minutes(10);
/** Seals nonce and code verifier. */
export const attemptSecret = 'provider-attempt';

/** More than passwords may be tried: a whole office comes by one address, and guesses nothing. */
const perAddress = { limit: 60, windowSeconds: 60 };

/**
 * Begins the way to a provider and back: writes down that this browser has begun it here, and
 * returns where the provider asks who it is, or whom it would have signed in where it can't be
 * reached. A provider that is not there, is off, or signs nobody in on this host is not found.
 * Refuses more than sixty a minute of one address (429).
 *
 * `browser` is what the browser's cookie holds; the caller gives one to it beforehand.
 */
export async function beginProviderSignIn(
  visitor: Visitor,
  { providerId, browser, next }: { providerId: string; browser: string; next?: string },
  reach?: Reach,
): Promise<{ location: string } | { away: Realm }> {
  const { tenant, address, host } = visitor;
  await limitRate(tenant.id, `sign-in:provider:${networkOf(address)}`, perAddress);
  const row = await usableProvider(visitor, providerId);
  const found = await discoverProvider(row, reach).catch((error: unknown) => {
    log.warn('signInProvider.unreachable', { tenant: tenant.slug, provider: row.id, error });
    return undefined;
  });
  if (!found) return { away: row.realm };
  const [state, nonce, verifier] = [newToken(), newToken(), randomPKCECodeVerifier()];
  await inTransaction(visitor, (tx) =>
    tx.insert(providerAttempts).values({
      tenantId: tenant.id,
      id: newId(),
      providerId: row.id,
      stateHash: tokenHash(state),
      browserHash: tokenHash(browser),
      host,
      sealed: seal(attemptSecret, JSON.stringify({ nonce, verifier })),
      goal: safePath(next, homeOf[row.realm]),
      expiresAt: new Date(clock.now().getTime() + attemptLasts),
    }),
  );
  const location = buildAuthorizationUrl(found.configuration, {
    redirect_uri: redirectHere(visitor, row.id),
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    // Who shares a machine chooses; others may not know the word and refuse it.
    ...(row.kind !== 'oidc' && { prompt: 'select_account' }),
  });
  return { location: location.href };
}

/** Where this host is sent back to, from what our listener knows of it. */
export const redirectHere = ({ host, secure }: Visitor, providerId: string) =>
  redirectUri(originOf(host, secure), providerId);

/** A provider that is on, and on this host. */
export async function usableProvider(visitor: Visitor, id: string): Promise<ProviderRow> {
  const row = await inReadTransaction(visitor, (tx) => providerById(tx, visitor, id));
  const isHere = row.realm === 'contact' || visitor.kind === 'managed';
  if (!row.enabled || !isHere) throw notFound();
  return row;
}
