import 'server-only';
import type { Permission } from '@/access/permission';
import { preferences } from '@/i18n/preferences';
import { translatorFor } from '@/i18n/translator';

/** Why something is not possible, in the reader's words; undefined where it is. */
export async function readReason(permission: Permission): Promise<string | undefined> {
  if (permission.allowed) return undefined;
  const t = await translatorFor(preferences().locale);
  return t(`refusals.${permission.reason}`, permission.values);
}
