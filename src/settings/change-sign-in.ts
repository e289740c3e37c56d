import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { settingsCan } from './policy';
import { saveSetting } from './save-setting';
import type { Setting } from './tenant-settings';

export const ChangeSignIn = z.object({ link: z.boolean().optional() });

/**
 * Changes how contacts may sign in besides with their password. Effective at once: links that
 * were mailed before are not there any more while they are switched off.
 */
export async function changeSignIn(
  scope: Scope<Staff>,
  change: z.output<typeof ChangeSignIn>,
): Promise<Setting<'signIn'>> {
  refuseUnlessPermitted(settingsCan.change(scope));
  return inTransaction(scope, async (tx) => {
    const { before, after } = await saveSetting(tx, scope, 'signIn', change);
    if (before.link !== after.link) {
      await record(tx, scope, 'settings.signInChanged', 'signIn', { before, after });
    }
    return after;
  });
}
