import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import { orNotFound } from '@/platform/errors';
import { type DeskUser, toolCanChange, visibleTools } from './desk-policy';
import { savedViews } from './tables';

/** The view. Another technician's is not found; the team's is for admins (403). */
export async function viewForChange(tx: Tx, scope: DeskUser, id: string) {
  const [row] = await tx
    .select()
    .from(savedViews)
    .where(and(visibleTools(scope, savedViews), eq(savedViews.id, id)));
  const view = orNotFound(row);
  refuseUnlessPermitted(toolCanChange(scope, view.ownerId));
  return view;
}
