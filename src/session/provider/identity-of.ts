import 'server-only';
import { authorizationCodeGrant, fetchUserInfo } from 'openid-client';
import { log } from '@/platform/log';
import type { Reach } from '@/platform/reach';
import { askAsClient, discoverProvider, type ProviderRow } from './discover-provider';
import type { Identity } from './person-of-identity';
import { verifiedAddress } from './provider-kinds';

/**
 * Exchanges the code that a provider sent back with `here` (the whole address, on the host where
 * it began) and returns what its token proves: signed by the provider's keys, by its issuer, for
 * us, now, and with the nonce. Undefined where it proves nothing, says an error or is away.
 */
export async function identityOf(
  provider: ProviderRow,
  { here, state, nonce, verifier }: { here: URL; state: string; nonce: string; verifier: string },
  reach?: Reach,
): Promise<Identity | undefined> {
  try {
    const described = await discoverProvider(provider, reach);
    const tokens = await askAsClient(described, (configuration) =>
      authorizationCodeGrant(configuration, here, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      }),
    );
    let claims: Record<string, unknown> = tokens.claims()!;
    const subject = String(claims.sub);
    // Some say in the token who it is and no more: the rest is asked for, of the same account.
    const { configuration } = described;
    if (claims.email === undefined && configuration.serverMetadata().userinfo_endpoint) {
      claims = { ...(await fetchUserInfo(configuration, tokens.access_token, subject)) };
    }
    return { subject, address: verifiedAddress(provider.kind, claims) };
  } catch (error) {
    log.warn('signInProvider.refused', { provider: provider.id, reason: reasonOf(error) });
    return undefined;
  }
}

/** In words of the libraries, without what the error carries: that may be somebody's claims. */
function reasonOf(error: unknown): string {
  const words: string[] = [];
  for (let at = error; at instanceof Error && words.length < 4; at = at.cause) {
    const { code } = at as { code?: unknown };
    words.push([at.message, code].filter(Boolean).join(' '));
  }
  return words.join(': ');
}
