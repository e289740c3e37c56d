import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { settingsCan } from './policy';
import { saveSetting } from './save-setting';
import type { Setting } from './tenant-settings';

export const ChangeWelcomeMail = z.object({
  enabled: z.boolean().optional(),
  carries: z.enum(['password', 'link']).optional(),
});

/** Changes what new contacts are sent from now on. Returns what was before. */
export async function changeWelcomeMail(
  scope: Scope<Staff>,
  change: z.output<typeof ChangeWelcomeMail>,
): Promise<Setting<'welcomeMail'>> {
  refuseUnlessPermitted(settingsCan.change(scope));
  return inTransaction(scope, async (tx) => {
    const { before, after } = await saveSetting(tx, scope, 'welcomeMail', change);
    await record(tx, scope, 'welcomeMail.changed', scope.tenant.id, { before, after });
    return before;
  });
}
