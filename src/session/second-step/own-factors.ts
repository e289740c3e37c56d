import 'server-only';
import type { z } from 'zod';
import { passkeyName, RemovePasskey, removePasskey } from '@/people/factors/change-passkey';
import { renewRecoveryCodes } from '@/people/factors/recovery-codes';
import { switchOffTotp } from '@/people/factors/switch-off-totp';
import { beginTotp } from '@/people/factors/switch-on-totp';
import { challengeForOwnPasskey } from '../passkeys/in-browser';
import { Proof, withProof } from './prove-again';

/** What changes how one signs in, each after a proof that it is really they. */
export const beginOwnTotp = withProof(beginTotp);
export const switchOffOwnTotp = withProof(switchOffTotp);
export const renewOwnRecoveryCodes = withProof(renewRecoveryCodes);

export const BeginOwnPasskey = Proof.extend({ name: passkeyName });
export const beginOwnPasskey = withProof(
  async (scope, { name }: z.output<typeof BeginOwnPasskey>) => ({
    options: await challengeForOwnPasskey(scope),
    name,
  }),
);

export const RemoveOwnPasskey = Proof.extend(RemovePasskey.shape);
export const removeOwnPasskey = withProof((scope, input: z.output<typeof RemoveOwnPasskey>) =>
  removePasskey(scope, input),
);
