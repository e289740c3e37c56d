import { Refusal } from '@/platform/errors';

/**
 * What a policy says: it decides in the verb and feeds the screen, where a button stays visible
 * and disabled with its reason. `reason` is a key under `refusals`.
 */
export type Permission =
  | { allowed: true }
  | { allowed: false; reason: string; values?: Record<string, string | number> };

export const allowed: Permission = { allowed: true };

/** Allowed where `condition` holds, else refused with the key of the reason. */
export function permit(
  condition: boolean,
  reason: string,
  values?: Record<string, string | number>,
): Permission {
  if (condition) return allowed;
  return values ? { allowed: false, reason, values } : { allowed: false, reason };
}

/** Throws the reason as a refusal: 403 unless `status` says that it is a matter of time (409). */
export function refuseUnlessPermitted(permission: Permission, status = 403): void {
  if (permission.allowed) return;
  throw new Refusal(permission.reason, { status, values: permission.values ?? {} });
}
