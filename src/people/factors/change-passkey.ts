import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { lockTechnician } from '@/people/technician-rows';
import { orNotFound } from '@/platform/errors';
import { ofOwner, ownerOf, settleRemoval } from './own-factors';
import { passkeys } from './tables';

export const passkeyName = z.string().trim().min(1).max(60);

export const RenamePasskey = z.object({ passkeyId: z.uuid(), name: passkeyName });

/** Names one of one's own passkeys anew. */
export async function renamePasskey(
  scope: Scope<Technician>,
  { passkeyId, name }: z.output<typeof RenamePasskey>,
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const [row] = await tx.select().from(passkeys).where(own(scope, passkeyId)).for('update');
    const before = { name: orNotFound(row).name };
    if (before.name === name) return;
    await tx.update(passkeys).set({ name }).where(own(scope, passkeyId));
    await record(tx, scope, 'technician.passkeyRenamed', scope.actor.id, {
      before,
      after: { name },
    });
  });
}

export const RemovePasskey = z.object({ passkeyId: z.uuid() });

/** Takes one of one's own passkeys away. Refuses (409) the last factor where one is required. */
export async function removePasskey(
  scope: Scope<Technician>,
  { passkeyId }: z.output<typeof RemovePasskey>,
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    await lockTechnician(tx, scope, scope.actor.id);
    const [row] = await tx
      .delete(passkeys)
      .where(own(scope, passkeyId))
      .returning({ name: passkeys.name });
    const before = { name: orNotFound(row).name };
    await settleRemoval(tx, scope);
    await record(tx, scope, 'technician.passkeyRemoved', scope.actor.id, { before });
  });
}

const own = (scope: Scope<Technician>, id: string) =>
  and(ofOwner(passkeys, ownerOf(scope)), eq(passkeys.id, id));
