import 'server-only';
import { eq } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { orNotFound } from '@/platform/errors';
import { tenants } from './tables';
import { portalUrl } from './urls';

export interface PortalView {
  /** The address that contacts open and mails name. */
  url: string;
  /** Read from its row: the copy that came with the request may be a moment old. */
  defaultLanguage: string;
  timeZone: string;
}

export async function readPortal(scope: Scope<Staff>): Promise<PortalView> {
  const [row] = await inReadTransaction(scope, (tx) =>
    tx
      .select({ defaultLanguage: tenants.defaultLanguage, timeZone: tenants.timeZone })
      .from(tenants)
      .where(eq(tenants.id, scope.tenant.id)),
  );
  return { url: portalUrl(scope.tenant), ...orNotFound(row) };
}
