import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { notify } from '@/platform/notify';

/**
 * What travels to every process when what is known of readers may be out of date: of all contacts
 * of the tenant or, from the triggers `tell_reader`, of whom or whose sign-in a row is about.
 */
export interface ReadersChanged {
  tenantId: string;
  /** Of a contact, a technician, a session or a preview. */
  id?: string;
}

/** Tells answers that stay open, once `tx` commits: what they know of their reader is of before. */
export function tellSectionsChanged(tx: Tx, { tenant }: Scope): Promise<void> {
  const changed: ReadersChanged = { tenantId: tenant.id };
  return notify(tx, 'servicedesk_readers', changed);
}
