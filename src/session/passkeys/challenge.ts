import 'server-only';
import { z } from 'zod';
import { openState, sealState } from '../second-step/sealed-state';
import { stepSeconds } from '../second-step/step-cookie';
import { spendOnce } from '../spend-once';

/** A challenge is for signing in, or for adding a passkey in one session. */
export type Ceremony = 'sign-in' | `add ${string}`;

const Kept = z.object({ challenge: z.string() });
const purpose = (ceremony: Ceremony) => `passkey ${ceremony}`;

/** For the browser's cookie: which challenge it was given, and for what. */
export function keepChallenge(tenantId: string, ceremony: Ceremony, challenge: string): string {
  return sealState(tenantId, purpose(ceremony), { challenge }, stepSeconds.passkey);
}

/** The challenge of this browser, for five minutes; undefined for another ceremony or tenant. */
export function findChallenge(
  tenantId: string,
  ceremony: Ceremony,
  sealed: string | undefined,
): string | undefined {
  return openState(tenantId, purpose(ceremony), sealed, Kept)?.challenge;
}

/** True for the first answer to a challenge: whoever brings the same one again is refused. */
export function spendChallenge(tenantId: string, challenge: string): Promise<boolean> {
  return spendOnce(tenantId, `passkey:${challenge}`, stepSeconds.passkey * 2);
}
