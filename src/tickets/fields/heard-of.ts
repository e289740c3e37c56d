import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/access/scope';
import type { DefaultFieldKey } from '@/fields/default-fields';
import { portalVisibility } from '@/fields/portal-visibility';

/** The ticket as its change is announced: contacts hear nothing of a field that they don't see. */
export function heardOf<T extends { portalVisible: boolean }>(
  scope: Scope,
  ticket: T,
  field: DefaultFieldKey,
): T {
  const portalVisible = ticket.portalVisible && portalVisibility(scope, field) !== 'hidden';
  return { ...ticket, portalVisible };
}

/** The column that says when something changed that contacts see, where this is such a thing. */
export function movedFor(scope: Scope, field: DefaultFieldKey): { updatedAt?: SQL } {
  return portalVisibility(scope, field) === 'hidden' ? {} : { updatedAt: sql`now()` };
}
