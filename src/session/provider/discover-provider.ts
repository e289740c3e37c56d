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

const lasts = minutes(10);
const most = 200;
const known = shared('providers', () => new Map<string, { until: number; found: Configuration }>());

/**
 * What a provider says of itself, and with it its keys: kept for ten minutes, for two hundred
 * providers, and asked for anew once the row has changed. Throws where it can't be had.
 */
export async function discoverProvider(row: ProviderRow, reach?: Reach): Promise<Configuration> {
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
export function askForDescription(row: ProviderRow, reach?: Reach): Promise<Configuration> {
  const secret = row.secretSealed === null ? undefined : open(providerSecret, row.secretSealed);
  // A live installation speaks to providers by HTTPS alone.
  const insecure = isLiveInstallation() ? [] : [allowInsecureRequests];
  return discovery(new URL(row.issuer), row.clientId, undefined, provingBy(secret ?? ''), {
    [customFetch]: askProvider(reach),
    execute: [enableNonRepudiationChecks, ...insecure],
  });
}

/** OpenID Connect Discovery, 3: a provider that says nothing takes the secret by Basic. */
function provingBy(secret: string): ClientAuth {
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const inBody = methods.includes('client_secret_post');
    return (inBody ? ClientSecretPost(secret) : ClientSecretBasic(secret))(server, ...rest);
  };
}
