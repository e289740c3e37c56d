import 'server-only';
import { sql } from 'drizzle-orm';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { enqueue } from '@/platform/enqueue';
import { setDueTimesAgain } from './set-due-times';

const atOnce = 200;

/** Orders the job below; asked several times before it runs, it runs once. */
export function enqueueRecount(tx: Tx, { tenant }: Pick<Scope, 'tenant'>): Promise<void> {
  const jobKey = `due-times:${tenant.id}`;
  return enqueue(tx, 'recountDueTimes', { tenantId: tenant.id }, { jobKey });
}

/**
 * Reckons the due times of every ticket anew that has not ended, after the promises, the hours or
 * the meaning of a status changed. In small steps, each a transaction; repeating it is harmless.
 */
export async function recountDueTimes(scope: Scope<System>): Promise<void> {
  for (let after: string | undefined; ; ) {
    const done: string[] = await inTransaction(scope, async (tx) => {
      const { rows } = await tx.execute<{ id: string }>(sql`
        select t.id from tickets t
          join ticket_statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
        where t.tenant_id = ${scope.tenant.id} ${after ? sql`and t.id > ${after}` : sql``}
          and (s.category in ('open', 'pending') or t.next_due_at is not null)
        order by t.id limit ${atOnce} for update of t`);
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await setDueTimesAgain(tx, scope, sql`t.id = any (${sqlArray(ids)})`);
      return ids;
    });
    if (done.length < atOnce) return;
    after = done.at(-1);
  }
}

const sqlArray = (ids: readonly string[]) =>
  sql`array[${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}]`;
