import 'server-only';
import { asc, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Permission } from '@/access/permission';
import { requireTicketing } from '@/tickets/visible-tickets';
import { type DeskUser, toolCanChange, visibleTools } from './desk-policy';
import { savedViews } from './tables';

export interface SavedViewView {
  id: string;
  name: string;
  query: string;
  isTeams: boolean;
  can: { change: Permission };
}

/** The team's saved views and then the technician's own, each in their order. */
export async function readSavedViews(scope: DeskUser): Promise<SavedViewView[]> {
  requireTicketing(scope, 'read');
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select()
      .from(savedViews)
      .where(visibleTools(scope, savedViews))
      .orderBy(
        sql`${savedViews.ownerId} is not null`,
        asc(savedViews.position),
        asc(savedViews.id),
      ),
  );
  return rows.map(({ id, name, query, ownerId }) => {
    const can = { change: toolCanChange(scope, ownerId) };
    return { id, name, query, isTeams: ownerId === null, can };
  });
}
