import 'server-only';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { inTenant } from '@/access/in-transaction';
import { countPasskeyUse, findPasskey, type PasskeyAtDoor } from '@/people/factors/use-passkey';
import { Refusal } from '@/platform/errors';
import { limitRate, networkOf } from '../limit-rate';
import { openSession } from '../open-session';
import type { Place } from '../tenant-of-request';
import { SignedChallenge } from './ceremony-shapes';
import { findChallenge, keepChallenge, spendChallenge } from './challenge';
import type { RelyingParty } from './relying-party';
import { userHandleOf } from './user-handle';

/**
 * What the browser needs to ask for a passkey, and what it keeps for us meanwhile. No account is
 * named: the device says whose it is. It costs the server nothing that it would have to limit.
 */
export async function beginPasskeySignIn({
  tenantId,
  id,
}: RelyingParty): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; kept: string }> {
  const options = await generateAuthenticationOptions({
    rpID: id,
    userVerification: 'required',
    timeout: 300_000,
  });
  return { options, kept: keepChallenge(tenantId, 'sign-in', options.challenge) };
}

export const FinishPasskeySignIn = z.object({
  signed: SignedChallenge,
  next: z.string().max(2_000).optional(),
});

const perAddress = { limit: 20, windowSeconds: 60 };

/**
 * Makes the session of whoever's device has signed our challenge, having looked at their finger,
 * face or PIN: that is both factors, so no password and no code is asked for. Everything that is
 * wrong is one refusal (401): another origin, tenant or challenge, one that was answered before,
 * a passkey that is unknown, of somebody disabled, or that counts backwards.
 */
export async function finishPasskeySignIn(
  place: Place,
  party: RelyingParty,
  kept: string | undefined,
  { signed, userAgent }: { signed: AuthenticationResponseJSON; userAgent: string },
): Promise<{ sessionId: string }> {
  const { tenant, address } = place;
  await limitRate(tenant.id, `sign-in:address:${networkOf(address)}`, perAddress);
  const challenge = findChallenge(tenant.id, 'sign-in', kept);
  const passkey = await inTenant(tenant.id, (tx) => findPasskey(tx, tenant.id, signed.id), {
    reading: true,
  });
  if (!challenge || !passkey) throw refused();
  const newCount = await countIfGood(party, challenge, passkey, signed);
  if (newCount === undefined || !(await spendChallenge(tenant.id, challenge))) throw refused();
  const counted = await inTenant(tenant.id, (tx) =>
    countPasskeyUse(tx, tenant.id, passkey, newCount),
  );
  if (!counted) throw refused();
  const method = 'passkey';
  const { technician } = passkey;
  return { sessionId: await openSession(place, 'technician', technician, { userAgent, method }) };
}

/** The device's new count where all of its answer is right; undefined where anything is wrong. */
async function countIfGood(
  { id, origin }: RelyingParty,
  challenge: string,
  { credentialId, publicKey, signCount, technician }: PasskeyAtDoor,
  signed: AuthenticationResponseJSON,
): Promise<number | undefined> {
  if (signed.response.userHandle !== userHandleOf(technician.id)) return undefined;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: signed,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: {
        id: credentialId,
        publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')),
        counter: signCount,
      },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined; // the library throws for each thing that is wrong
  }
}

const refused = () => new Refusal('session.passkeyRefused', { status: 401 });
