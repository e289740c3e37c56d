import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { oneLine, yesOrNo } from '@/people/person-input';
import { requirePeople } from '@/people/require-people';
import { seal } from '@/platform/crypto';
import { Refusal } from '@/platform/errors';
import { settingsCan } from '@/settings/policy';
import { type ProviderRow, providerSecret } from './discover-provider';
import { ownProvider, providerById, refuseUnlessInPerson, toldOf } from './provider-rows';
import { identityProviders } from './tables';

export const ChangeProvider = z.object({
  id: z.uuid(),
  name: oneLine(40).optional(),
  clientId: z.string().trim().max(500).optional(),
  /** Empty or left out: the one that there is stays. It is never shown. */
  clientSecret: z.string().trim().max(1_000).optional(),
  /** Whose people it signs in; empty: everybody's. */
  companyIds: z.array(z.uuid()).max(1_000).optional(),
  enabled: yesOrNo.optional(),
});

/**
 * Changes a provider; effective at the next sign-in. Who it is never changes: accounts were
 * linked on its word. Refuses (409) to switch on one without client id and secret, and (422)
 * companies that the tenant does not have.
 */
export async function changeProvider(
  scope: Scope<Staff>,
  { id, clientSecret, ...change }: z.output<typeof ChangeProvider>,
): Promise<ProviderRow> {
  refuseUnlessPermitted(settingsCan.change(scope));
  if (change.companyIds) await requirePeople(scope, { companyIds: change.companyIds });
  return inTransaction(scope, async (tx) => {
    const before = await providerById(tx, scope, id);
    refuseUnlessInPerson(scope, before.realm);
    const [after] = await tx
      .update(identityProviders)
      .set({
        ...change,
        ...(clientSecret && { secretSealed: seal(providerSecret, clientSecret) }),
        updatedAt: sql`greatest(now(), ${identityProviders.updatedAt} + interval '1 ms')`,
      })
      .where(ownProvider(scope, id))
      .returning();
    if (after!.enabled && !(after!.clientId && after!.secretSealed)) {
      throw new Refusal('signIn.incomplete');
    }
    const told = { before: toldOf(before), after: toldOf(after!) };
    await record(tx, scope, 'signInProvider.changed', id, told);
    return after!;
  });
}
