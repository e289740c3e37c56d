import 'server-only';
import { z } from 'zod';
import type { Scope } from '@/access/scope';
import { readEnv } from '@/platform/env';
import { Refusal } from '@/platform/errors';
import { entitlementNames } from './entitlement-names';
import { setting } from './tenant-settings';

/** What the operator grants a tenant. The first two are sections of the portal too. */
export type Entitlement = (typeof entitlementNames)[number];

export const NameEntitlement = z.object({ entitlement: z.enum(entitlementNames) });

/** What was decided for one tenant; what is missing is as the installation has it. */
export type Grants = Partial<Record<Entitlement, boolean>>;

/** A tenant's standing in one thing that the operator grants. */
export interface EntitlementView {
  name: Entitlement;
  granted: boolean;
  /** Who asked the operator for it and when; null where nobody did. */
  requested: { at: Date; by: string } | null;
}

/** Whether a tenant with these grants has it: without a decision, what `ENTITLEMENTS` says. */
export function isGranted(grants: Grants | null | undefined, name: string): boolean {
  const wanted = entitlementNames.find((one) => one === name);
  if (!wanted) return true; // nobody has to grant it
  const { ENTITLEMENTS } = readEnv();
  return grants?.[wanted] ?? (ENTITLEMENTS.includes('all') || ENTITLEMENTS.includes(wanted));
}

/** All of them, as they came with the session: no query. */
export function readEntitlements(scope: Pick<Scope, 'settings'>): EntitlementView[] {
  const { granted, requested } = setting(scope, 'entitlements');
  return entitlementNames.map((name) => {
    const asked = requested[name];
    return {
      name,
      granted: isGranted(granted, name),
      requested: asked ? { at: new Date(asked.at), by: asked.by } : null,
    };
  });
}

/** Refuses (403) what the operator has not granted to the tenant. */
export function refuseUnlessEntitled(scope: Pick<Scope, 'settings'>, name: string): void {
  if (isGranted(setting(scope, 'entitlements').granted, name)) return;
  throw new Refusal('entitlement_required', { status: 403 });
}
