import type { Permission } from '@/access/permission';
import type { Translate } from '@/i18n/translator';

/** Why a deed is not allowed, in words; undefined where it is. `t` takes whole keys. */
export function reasonOf(t: Translate, permission: Permission): string | undefined {
  return permission.allowed ? undefined : t(`refusals.${permission.reason}`, permission.values);
}
