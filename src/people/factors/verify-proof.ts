import 'server-only';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { findAccountRow, ownAccount } from '@/people/account-rows';
import { verifyPassword } from '@/people/verify-password';
import { Refusal } from '@/platform/errors';
import { ownerOf } from './own-factors';
import { takeCode } from './take-code';

/**
 * Whoever changes how somebody signs in proves again that it is they: with the password, a code
 * of the app or a recovery code, which is used up. Refuses (422) beside the field. How often one
 * may try is the caller's.
 */
export async function verifyProof(scope: Scope<Technician>, proof: string): Promise<void> {
  const row = await inReadTransaction(scope, (tx) => findAccountRow(tx, ownAccount(scope)));
  if (await verifyPassword(row?.passwordHash, proof)) return;
  if (await inTransaction(scope, (tx) => takeCode(tx, ownerOf(scope), proof))) return;
  throw new Refusal('people.proofWrong', {
    status: 422,
    fields: { passwordOrCode: 'people.proofWrong' },
  });
}
