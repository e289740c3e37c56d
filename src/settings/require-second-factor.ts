import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { settingsCan } from './policy';
import { saveSetting } from './save-setting';
import { setting } from './tenant-settings';

export const RequireSecondFactor = z.object({
  secondFactorRequired: z.union([z.boolean(), z.stringbool()]),
});

/** Since when every technician must have a second factor; undefined where they may go without. */
export function secondFactorSince(scope: Pick<Scope, 'settings'>): Date | undefined {
  const { secondFactorSince: since } = setting(scope, 'technicianSignIn');
  return since === null ? undefined : new Date(since);
}

/**
 * Whether technicians must have a second factor. Who has none is asked to set one up at the next
 * sign-in, and gets nowhere before; sessions that have begun go on until they end. A key may ask for
 * one, but never let everybody go without again (403): that stays with people who have signed in.
 */
export async function requireSecondFactor(
  scope: Scope<Staff>,
  { secondFactorRequired }: z.output<typeof RequireSecondFactor>,
): Promise<void> {
  refuseUnlessPermitted(settingsCan[secondFactorRequired ? 'change' : 'liftSecondFactor'](scope));
  await inTransaction(scope, async (tx) => {
    const now = clock.now().toISOString();
    const { before, after } = await saveSetting(tx, scope, 'technicianSignIn', (kept) => ({
      secondFactorSince: secondFactorRequired ? (kept.secondFactorSince ?? now) : null,
    }));
    await record(tx, scope, 'settings.technicianSignInChanged', 'technicianSignIn', {
      before: { secondFactorRequired: before.secondFactorSince !== null },
      after: { secondFactorRequired: after.secondFactorSince !== null },
    });
  });
}
