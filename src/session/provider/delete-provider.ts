import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { settingsCan } from '@/settings/policy';
import { ownProvider, providerById, refuseUnlessInPerson, toldOf } from './provider-rows';
import { identityProviders } from './tables';

export const DeleteProvider = z.object({ id: z.uuid() });

/** Takes a provider away with all that was linked on its word. Sessions that it began go on. */
export async function deleteProvider(
  scope: Scope<Staff>,
  { id }: z.output<typeof DeleteProvider>,
): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  await inTransaction(scope, async (tx) => {
    const before = await providerById(tx, scope, id);
    refuseUnlessInPerson(scope, before.realm);
    await tx.delete(identityProviders).where(ownProvider(scope, id));
    await record(tx, scope, 'signInProvider.deleted', id, { before: toldOf(before) });
  });
}
