import 'server-only';
import type { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { Refusal } from '@/platform/errors';
import { isGranted, NameEntitlement } from './entitlements';
import { settingsCan } from './policy';
import { saveSetting } from './save-setting';

export const RequestEntitlement = NameEntitlement;

/**
 * Asks the operator for something, once: `cli entitlement requests` shows it to them. Who asks
 * again changes nothing. Refuses who is no admin (403), and what the tenant has already (409).
 */
export async function requestEntitlement(
  scope: Scope<Technician>,
  input: z.input<typeof RequestEntitlement>,
): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const { entitlement } = RequestEntitlement.parse(input);
  const asked = { at: clock.now().toISOString(), by: scope.actor.name };
  await inTransaction(scope, async (tx) => {
    const { before } = await saveSetting(tx, scope, 'entitlements', ({ granted, requested }) => {
      if (isGranted(granted, entitlement)) throw new Refusal('settings.entitledAlready');
      return { requested: { [entitlement]: asked, ...requested } };
    });
    if (before.requested[entitlement]) return;
    await record(tx, scope, 'entitlement.requested', entitlement, { after: { name: entitlement } });
  });
}
