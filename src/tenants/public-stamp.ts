import 'server-only';
import { sql } from 'drizzle-orm';
import { atTheDoor } from '@/access/in-transaction';

/**
 * Each tenant's stamp: another text after every change of what signed-out visitors may be shown of
 * it (articles, categories, settings, announcements, pictures), from the moment on at which the
 * change holds, in whichever process it was made. What only a clock changes is not in it.
 */
export async function publicStamps(tenantIds: string[]): Promise<Map<string, string>> {
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ tenant_id: string; stamp: string }>(
      sql`select * from app.public_stamps(${sql.param(tenantIds)}::uuid[])`,
    ),
  );
  return new Map(rows.map(({ tenant_id, stamp }) => [tenant_id, stamp]));
}
