import 'server-only';
import { z } from 'zod';
import type { Scope, Technician } from '@/access/scope';
import { verifyProof } from '@/people/factors/verify-proof';
import { forgetRate, limitRate } from '../limit-rate';

export const Proof = z.object({ passwordOrCode: z.string().max(1_000).default('') });
export type Proof = z.output<typeof Proof>;

/** Whoever holds somebody's session must not find out their password or code by trying. */
const perAccount = { limit: 10, windowSeconds: 900 };

/** Makes a verb about one's own factors want proof first that it is really they. */
export function withProof<I extends Proof, R>(
  verb: (scope: Scope<Technician>, input: I) => Promise<R>,
): (scope: Scope<Technician>, input: I) => Promise<R> {
  return async (scope, input) => {
    await proveAgain(scope, input.passwordOrCode);
    return verb(scope, input);
  };
}

/** Refuses as `verifyProof` does, and (429) more than ten tries in a quarter of an hour. */
export async function proveAgain(scope: Scope<Technician>, proof: string): Promise<void> {
  const key = `prove-again:technician:${scope.actor.id}`;
  await limitRate(scope.tenant.id, key, perAccount);
  await verifyProof(scope, proof);
  await forgetRate(scope.tenant.id, key);
}
