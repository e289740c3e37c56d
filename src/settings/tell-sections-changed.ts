import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { notify } from '@/platform/notify';

/** What travels to every process when somebody's sections may have changed. */
export interface SectionsChanged {
  tenantId: string;
}

/** Tells answers that stay open, once `tx` commits: what they know of their reader is of before. */
export function tellSectionsChanged(tx: Tx, { tenant }: Scope): Promise<void> {
  const changed: SectionsChanged = { tenantId: tenant.id };
  return notify(tx, 'servicedesk_sections', changed);
}
