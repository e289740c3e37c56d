import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { saveSetting } from '@/settings/save-setting';
import type { Setting } from '@/settings/tenant-settings';
import { yesOrNo } from './person-input';
import { refuseUnlessCan } from './policy';

export const ChangeWelcomeMail = z.object({
  enabled: yesOrNo.optional(),
  carries: z.enum(['password', 'link']).optional(),
});

/** Whether new contacts are mailed, and what the mail carries. Effective with the next one. */
export async function changeWelcomeMail(
  scope: Scope<Staff>,
  { enabled, carries }: z.output<typeof ChangeWelcomeMail>,
): Promise<Setting<'welcomeMail'>> {
  refuseUnlessCan(scope, 'changeWelcomeMail');
  const change = {
    ...(enabled === undefined ? {} : { enabled }),
    ...(carries === undefined ? {} : { carries }),
  };
  return inTransaction(scope, async (tx) => {
    const { before, after } = await saveSetting(tx, scope, 'welcomeMail', change);
    await record(tx, scope, 'settings.welcomeMailChanged', 'welcomeMail', { before, after });
    return after;
  });
}
