import 'server-only';
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { Scope, Technician } from '@/access/scope';
import { addPasskey } from '@/people/factors/add-passkey';
import { passkeyName } from '@/people/factors/change-passkey';
import { readOwnCredentials } from '@/people/factors/read-factors';
import { Refusal } from '@/platform/errors';
import { MadeCredential } from './ceremony-shapes';
import { type Ceremony, findChallenge, keepChallenge, spendChallenge } from './challenge';
import type { RelyingParty } from './relying-party';
import { userHandleOf } from './user-handle';

/** EdDSA, ES256 and RS256 (IANA COSE): what every device of today makes at least one of. */
const supportedAlgorithmIDs = [-8, -7, -257];

/** Of one session: nobody finishes what another has begun. */
const ceremonyOf = ({ actor }: Scope<Technician>): Ceremony => `add ${actor.sessionId}`;

/** What the browser needs to have a passkey made, and what it keeps for us meanwhile. */
export async function beginOwnPasskey(
  scope: Scope<Technician>,
  { id }: RelyingParty,
): Promise<{ options: PublicKeyCredentialCreationOptionsJSON; kept: string }> {
  const { tenant, actor } = scope;
  const options = await generateRegistrationOptions({
    rpName: tenant.name,
    rpID: id,
    userID: Uint8Array.from(Buffer.from(userHandleOf(actor.id), 'base64url')),
    userName: actor.email,
    userDisplayName: actor.name,
    timeout: 300_000,
    attestationType: 'none',
    excludeCredentials: await readOwnCredentials(scope),
    supportedAlgorithmIDs,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { options, kept: keepChallenge(tenant.id, ceremonyOf(scope), options.challenge) };
}

export const FinishOwnPasskey = z.object({ made: MadeCredential, name: passkeyName });

/**
 * Adds the passkey that the device has made for our challenge. Refuses (422) an answer to another
 * challenge or origin, an old one, one that was used, and a device that did not verify its person.
 */
export async function finishOwnPasskey(
  scope: Scope<Technician>,
  { id, origin }: RelyingParty,
  kept: string | undefined,
  { made, name }: z.output<typeof FinishOwnPasskey>,
): Promise<{ recoveryCodes?: string[] }> {
  const tenantId = scope.tenant.id;
  const challenge = findChallenge(tenantId, ceremonyOf(scope), kept);
  const credential = challenge && (await credentialIfGood({ id, origin }, challenge, made));
  if (!credential || !(await spendChallenge(tenantId, challenge))) {
    throw new Refusal('session.passkeyNotMade', { status: 422 });
  }
  const { recoveryCodes } = await addPasskey(scope, {
    name,
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    signCount: credential.counter,
    transports: made.response.transports ?? [],
  });
  return recoveryCodes ? { recoveryCodes } : {};
}

async function credentialIfGood(
  { id, origin }: Pick<RelyingParty, 'id' | 'origin'>,
  challenge: string,
  made: RegistrationResponseJSON,
) {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: made,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs,
    });
    return registrationInfo?.credential;
  } catch {
    return undefined; // the library throws for each thing that is wrong
  }
}
