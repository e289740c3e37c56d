import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { saveSetting } from '@/settings/save-setting';
import { type Setting, setting } from '@/settings/tenant-settings';
import { requireSettler, type Settler } from '@/tickets/statuses/require-settler';

export const ChangeSatisfaction = z.object({
  audience: z.enum(['nobody', 'everyone', 'selected']).optional(),
  /** They replace all that there are. That they exist is the caller's to ask (`requirePeople`). */
  companyIds: z.array(z.uuid().toLowerCase()).max(200).optional(),
  delayHours: z.int().min(0).max(168).optional(),
  everyDays: z.int().min(0).max(365).optional(),
});

/** Whom the survey asks, and when. For admins and keys with `settings:read` (else 403). */
export function satisfactionSettings(scope: Settler): Setting<'satisfaction'> {
  requireSettler(scope, 'read');
  return setting(scope, 'satisfaction');
}

/**
 * Changes whom a mail asks how a ticket went, and when; it holds for tickets that end from then
 * on, and for those that were not asked about yet. Refuses who is no admin (403).
 */
export async function changeSatisfaction(
  scope: Settler,
  input: z.input<typeof ChangeSatisfaction>,
): Promise<Setting<'satisfaction'>> {
  const change = ChangeSatisfaction.parse(input);
  requireSettler(scope, 'write');
  return inTransaction(scope, async (tx) => {
    const { before, after } = await saveSetting(tx, scope, 'satisfaction', change);
    if (JSON.stringify(before) !== JSON.stringify(after)) {
      await record(tx, scope, 'satisfaction.changed', scope.tenant.id, { before, after });
    }
    return after;
  });
}
