import 'server-only';
import type { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { NameEntitlement } from './entitlements';
import { settingsCan } from './policy';
import { saveSetting } from './save-setting';
import { tellSectionsChanged } from './tell-sections-changed';

export const GrantEntitlement = NameEntitlement;
export const RevokeEntitlement = NameEntitlement;

/**
 * Gives a tenant what only the operator can give, from everybody's next request on, whatever the
 * installation's default is; a request for it is settled. Twice is harmless.
 */
export function grantEntitlement(scope: Scope<System>, input: z.input<typeof GrantEntitlement>) {
  return decide(scope, input, true);
}

/** Takes it away: its sections are gone at everybody's next request, their audiences stay. */
export function revokeEntitlement(scope: Scope<System>, input: z.input<typeof RevokeEntitlement>) {
  return decide(scope, input, false);
}

async function decide(
  scope: Scope<System>,
  input: z.input<typeof NameEntitlement>,
  granted: boolean,
): Promise<void> {
  refuseUnlessPermitted(settingsCan.entitle(scope));
  const { entitlement } = NameEntitlement.parse(input);
  await inTransaction(scope, async (tx) => {
    const { before } = await saveSetting(tx, scope, 'entitlements', (now) => {
      const { [entitlement]: _, ...others } = now.requested;
      return {
        granted: { ...now.granted, [entitlement]: granted },
        requested: granted ? others : now.requested,
      };
    });
    if (before.granted[entitlement] === granted) return;
    const event = granted ? 'entitlement.granted' : 'entitlement.revoked';
    await record(tx, scope, event, entitlement, { after: { name: entitlement } });
    await tellSectionsChanged(tx, scope);
  });
}
