import 'server-only';
import { desc, eq } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { settingsCan } from './policy';
import { announcements } from './tables';

export type AnnouncementRow = Omit<typeof announcements.$inferSelect, 'tenantId'>;

/** What was and is announced and what is to come: the last hundred, the latest start first. */
export async function readAnnouncements(scope: Scope<Staff>): Promise<AnnouncementRow[]> {
  refuseUnlessPermitted(settingsCan.read(scope));
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select()
      .from(announcements)
      .where(eq(announcements.tenantId, scope.tenant.id))
      .orderBy(desc(announcements.startsAt), desc(announcements.id))
      .limit(100),
  );
  return rows.map(({ tenantId: _, ...row }) => row);
}
