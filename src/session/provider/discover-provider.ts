import 'server-only';
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  ResponseBodyError,
} from 'openid-client';
import { clock, minutes } from '@/platform/clock';
import { open } from '@/platform/crypto';
import { isLiveInstallation } from '@/platform/env';
import type { Reach } from '@/platform/reach';
import { shared } from '@/platform/shared';
import { askProvider } from './ask-provider';
import type { identityProviders } from './tables';

export type ProviderRow = typeof identityProviders.$inferSelect;

/** Seals what we show a provider to prove that we are its client. */
export const providerSecret = 'provider-secret';

/** What a provider says of itself, and how we prove to it who we are. */
export interface Described {
  configuration: Configuration;
  /** Whether the secret goes in the body (`client_secret_post`) or in a header (Basic). */
  proving: { inBody: boolean };
}

const lasts = minutes(10);
const most = 200;
const known = shared('providers', () => new Map<string, { until: number; found: Described }>());

/**
 * What a provider says of itself, and with it its keys: kept for ten minutes, for two hundred
 * providers, and asked for anew once the row has changed. Throws where it can't be had.
 */
export async function discoverProvider(row: ProviderRow, reach?: Reach): Promise<Described> {
  const key = `${row.tenantId} ${row.id} ${row.updatedAt.getTime()}`;
  const kept = known.get(key);
  if (kept && kept.until > clock.now().getTime()) return kept.found;
  const found = await askForDescription(row, reach);
  known.delete(key);
  if (known.size >= most) known.delete(known.keys().next().value ?? '');
  known.set(key, { until: clock.now().getTime() + lasts, found });
  return found;
}

/** The same, asked for now. Tokens are believed only with a signature of the provider's keys. */
export async function askForDescription(row: ProviderRow, reach?: Reach): Promise<Described> {
  const secret = row.secretSealed === null ? undefined : open(providerSecret, row.secretSealed);
  // Microsoft and Google take both; others first as OpenID Connect has it where nothing is said.
  const proving = { inBody: row.kind !== 'oidc' };
  const auth: ClientAuth = (...args) =>
    (proving.inBody ? ClientSecretPost(secret) : ClientSecretBasic(secret))(...args);
  // A live installation speaks to providers by HTTPS alone.
  const insecure = isLiveInstallation() ? [] : [allowInsecureRequests];
  const configuration = await discovery(new URL(row.issuer), row.clientId, undefined, auth, {
    [customFetch]: askProvider(reach),
    execute: [enableNonRepudiationChecks, ...insecure],
  });
  return { configuration, proving };
}

/**
 * Asks a provider for what only its clients get; where it does not know us, once more with the
 * secret in the other place, which is kept: some take it in one alone, and say so nowhere.
 */
export async function askAsClient<T>(
  { configuration, proving }: Described,
  ask: (configuration: Configuration) => Promise<T>,
): Promise<T> {
  // Another request may have found the place meanwhile: it is not turned back then.
  const { inBody } = proving;
  try {
    return await ask(configuration);
  } catch (error) {
    if (!isForeignClient(error)) throw error;
    proving.inBody = !inBody;
    return ask(configuration);
  }
}

/** RFC 6749, 5.2: the provider does not know us, or not by this secret. */
export function isForeignClient(error: unknown): error is ResponseBodyError {
  return (
    error instanceof ResponseBodyError &&
    ['invalid_client', 'unauthorized_client'].includes(error.error)
  );
}
