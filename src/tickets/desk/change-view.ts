import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { orNotFound } from '@/platform/errors';
import { rowUuid } from '@/tickets/input-shapes';
import type { DeskUser } from './desk-policy';
import { viewName, viewQuery } from './save-view';
import { savedViews } from './tables';
import { viewForChange } from './view-for-change';

/** What is left out stays. */
export const ChangeView = z.object({
  id: rowUuid,
  name: viewName.optional(),
  query: viewQuery.optional(),
});

/** Gives a saved view another name or another search. The team's: admins only (403). */
export async function changeView(
  scope: DeskUser,
  input: z.input<typeof ChangeView>,
): Promise<void> {
  const { id, ...change } = ChangeView.parse(input);
  await inTransaction(scope, async (tx) => {
    const view = await viewForChange(tx, scope, id);
    const before = { name: view.name, query: view.query };
    const after = { name: change.name ?? view.name, query: change.query ?? view.query };
    if (before.name === after.name && before.query === after.query) return;
    const [changed] = await tx
      .update(savedViews)
      .set(after)
      .where(and(eq(savedViews.tenantId, scope.tenant.id), eq(savedViews.id, id)))
      .returning({ id: savedViews.id });
    orNotFound(changed);
    await record(tx, scope, 'savedView.changed', id, { before, after });
  });
}
