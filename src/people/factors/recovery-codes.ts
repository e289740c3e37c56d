import 'server-only';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { lockTechnician } from '@/people/technician-rows';
import { newPassword } from '@/platform/crypto';
import { Refusal } from '@/platform/errors';
import { countFactors, type FactorOwner, ofOwner, ownerOf } from './own-factors';
import { recoveryCodes } from './tables';
import { recoveryCodeHash } from './take-code';

export const recoveryCodesMade = 10;

/** New codes; those before are void. They are shown this once: only their hashes are kept. */
export async function makeRecoveryCodes(tx: Tx, owner: FactorOwner): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodesMade }, newPassword);
  await tx.delete(recoveryCodes).where(ofOwner(recoveryCodes, owner));
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ ...owner, codeHash: recoveryCodeHash(code) })));
  return codes;
}

/** With the first factor; whoever has one already keeps the codes that they have. */
export async function makeFirstRecoveryCodes(
  tx: Tx,
  owner: FactorOwner,
): Promise<string[] | undefined> {
  const made = await tx.$count(recoveryCodes, ofOwner(recoveryCodes, owner));
  return made > 0 ? undefined : makeRecoveryCodes(tx, owner);
}

/** Ten new codes of one's own. Refuses (409) without a second factor: they would open nothing. */
export async function renewRecoveryCodes(
  scope: Scope<Technician>,
): Promise<{ recoveryCodes: string[] }> {
  const owner = ownerOf(scope);
  return inTransaction(scope, async (tx) => {
    await lockTechnician(tx, scope, owner.technicianId);
    if ((await countFactors(tx, owner)) === 0) throw new Refusal('people.noFactor');
    const codes = await makeRecoveryCodes(tx, owner);
    await record(tx, scope, 'technician.recoveryCodesRenewed', owner.technicianId);
    return { recoveryCodes: codes };
  });
}
