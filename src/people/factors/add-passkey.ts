import 'server-only';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { lockTechnician } from '@/people/technician-rows';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { ofOwner, ownerOf } from './own-factors';
import { makeFirstRecoveryCodes } from './recovery-codes';
import { passkeys } from './tables';

export interface NewPasskey {
  name: string;
  /** Base64url, both. */
  credentialId: string;
  publicKey: string;
  signCount: number;
  transports: string[];
}

const most = 20;

/**
 * Adds a passkey whose ceremony has been checked. With the first factor come recovery codes, this
 * once. Refuses (409) a credential that somebody of the tenant has, and the twenty-first.
 */
export async function addPasskey(
  scope: Scope<Technician>,
  passkey: NewPasskey,
): Promise<{ id: string; recoveryCodes?: string[] }> {
  const owner = ownerOf(scope);
  const id = newId();
  return inTransaction(scope, async (tx) => {
    await lockTechnician(tx, scope, owner.technicianId);
    if ((await tx.$count(passkeys, ofOwner(passkeys, owner))) >= most) {
      throw new Refusal('people.passkeysFull', { values: { most } });
    }
    const [row] = await tx
      .insert(passkeys)
      .values({ ...owner, id, ...passkey })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (!row) throw new Refusal('people.passkeyKnown');
    const codes = await makeFirstRecoveryCodes(tx, owner);
    const after = { name: passkey.name };
    await record(tx, scope, 'technician.passkeyAdded', owner.technicianId, { after });
    return codes ? { id, recoveryCodes: codes } : { id };
  });
}
