import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { settingsCan } from './policy';
import { saveSetting } from './save-setting';
import type { Setting } from './tenant-settings';

export const ChangeBranding = z.object({
  /** `#rrggbb`; the screens correct its contrast themselves. */
  colour: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, { message: 'fields.colour' })
    .optional(),
  /** One line for contacts who can't sign in: a number, an address. Empty: none. */
  supportContact: z.string().trim().max(200).optional(),
});

/** Changes how the portal looks, from the next request of everybody. Returns what was before. */
export async function changeBranding(
  scope: Scope<Staff>,
  change: z.output<typeof ChangeBranding>,
): Promise<Setting<'branding'>> {
  refuseUnlessPermitted(settingsCan.change(scope));
  return inTransaction(scope, async (tx) => {
    const { before, after } = await saveSetting(tx, scope, 'branding', change);
    await record(tx, scope, 'settings.brandingChanged', 'branding', { before, after });
    return before;
  });
}
