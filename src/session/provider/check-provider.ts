import 'server-only';
import { genericGrantRequest } from 'openid-client';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import type { Reach } from '@/platform/reach';
import { settingsCan } from '@/settings/policy';
import { type AwayReason, askProvider, ProviderAway } from './ask-provider';
import {
  askAsClient,
  askForDescription,
  isForeignClient,
  type ProviderRow,
} from './discover-provider';
import { providerById } from './provider-rows';

export const CheckProvider = z.object({ id: z.uuid() });

/** What a look at a provider found, the first thing that is wrong, with what it is about. */
export interface ProviderFinding {
  finding:
    | 'ok'
    | AwayReason
    | 'noDescription'
    | 'otherIssuer'
    | 'noEndpoints'
    | 'noKeys'
    | 'badClient'
    | 'clientMissing';
  /** A host, an issuer or a code of the system's; may be empty. */
  about: string;
}

/**
 * Asks a provider for its description and its keys, now, and lets it judge our client by a code
 * that is none. Says the first thing that is in the way. Changes nothing.
 */
export async function checkProvider(
  scope: Scope<Staff>,
  { id }: z.output<typeof CheckProvider>,
  reach?: Reach,
): Promise<ProviderFinding> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const row = await inReadTransaction(scope, (tx) => providerById(tx, scope, id));
  try {
    return await lookAt(row, reach);
  } catch (error) {
    return away(error) ?? { finding: 'noDescription', about: new URL(row.issuer).host };
  }
}

async function lookAt(row: ProviderRow, reach?: Reach): Promise<ProviderFinding> {
  const isComplete = row.clientId !== '' && row.secretSealed !== null;
  const described = { ...row, clientId: row.clientId || 'none' };
  const found = await askForDescription(described, reach).catch((error: unknown) => {
    const other = otherIssuer(error);
    if (other === undefined) throw error;
    return { other };
  });
  if ('other' in found) return { finding: 'otherIssuer', about: found.other };
  const { authorization_endpoint, token_endpoint, jwks_uri, issuer } =
    found.configuration.serverMetadata();
  if (!authorization_endpoint || !token_endpoint || !jwks_uri) {
    return { finding: 'noEndpoints', about: issuer };
  }
  if (!(await hasKeys(jwks_uri, reach))) return { finding: 'noKeys', about: jwks_uri };
  if (!isComplete) return { finding: 'clientMissing', about: '' };
  const code = { code: 'none', redirect_uri: 'https://none.invalid/', code_verifier: 'none' };
  const said = await askAsClient(found, (configuration) =>
    genericGrantRequest(configuration, 'authorization_code', code),
  ).catch((error: unknown) => error);
  const problem = away(said);
  if (problem) return problem;
  if (isForeignClient(said)) return { finding: 'badClient', about: said.error };
  return { finding: 'ok', about: issuer };
}

async function hasKeys(url: string, reach?: Reach): Promise<boolean> {
  const ask = askProvider(reach);
  const answer = await ask(url, { method: 'GET', headers: {}, body: null, redirect: 'manual' });
  const keys: unknown = await answer.json().catch(() => undefined);
  return z.object({ keys: z.array(z.unknown()).min(1) }).safeParse(keys).success;
}

function away(error: unknown): ProviderFinding | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (!(at instanceof ProviderAway)) continue;
    return { finding: at.reason, about: at.code ? `${at.host} (${at.code})` : at.host };
  }
  return undefined;
}

/** What the description names in place of the issuer that it was asked for. */
function otherIssuer(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const said = z
      .object({ attribute: z.literal('issuer'), body: z.object({ issuer: z.string() }) })
      .safeParse(at.cause);
    if (said.success) return said.data.body.issuer;
  }
  return undefined;
}
