import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound } from '@/platform/errors';
import { settingsCan } from './policy';
import { announcements } from './tables';

export const TakeDownAnnouncement = z.object({ id: z.uuid().toLowerCase() });

/** It is gone from everybody's next page; an unknown or foreign one is not found. */
export async function takeDownAnnouncement(
  scope: Scope<Staff>,
  { id }: z.output<typeof TakeDownAnnouncement>,
): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  await inTransaction(scope, async (tx) => {
    const [gone] = await tx
      .delete(announcements)
      .where(and(eq(announcements.tenantId, scope.tenant.id), eq(announcements.id, id)))
      .returning();
    const { texts, tone, companyIds } = orNotFound(gone);
    await record(tx, scope, 'announcement.takenDown', id, {
      before: { languages: Object.keys(texts), tone, companyIds },
    });
  });
}
