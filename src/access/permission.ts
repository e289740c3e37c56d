import { Refusal } from '@/platform/errors';

/** What a policy says: a button stays visible and disabled with its reason. */
export type Permission = { allowed: true } | { allowed: false; reason: string };

/** `reason` is a key under `refusals`, for example `tickets.cannotClose`. */
export function permit(condition: boolean, reason: string): Permission {
  return condition ? { allowed: true } : { allowed: false, reason };
}

/** Throws the reason as a refusal: 403 unless `status` says that it is a matter of time (409). */
export function refuseUnlessPermitted(permission: Permission, status = 403): void {
  if (!permission.allowed) throw new Refusal(permission.reason, { status });
}
