import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { changeStatusDefinition } from '@/tickets/statuses/change-status-definition';
import { createStatus } from '@/tickets/statuses/create-status';
import { deleteStatus } from '@/tickets/statuses/delete-status';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeDesk } from '../desk';
import { manyTickets } from '../many-tickets';

const urls = await freshDatabase();
const { admin, tenant } = await makeDesk();

/** Moving 100,000 in one statement lasts longer than the ten seconds after which Postgres is away. */
it('a status whose tickets move in several turns loses none of them', async () => {
  await manyTickets(urls.admin, tenant, 3_000);
  const { key } = await createStatus(admin, { labels: { en: 'Filed' }, category: 'closed' });
  const count = async (condition: string) => {
    const { rows } = await inTenant(tenant.id, (tx) =>
      tx.execute<{ count: number }>(sql`
        select count(*)::int as count from tickets t join ticket_statuses s
          on s.tenant_id = t.tenant_id and s.id = t.status_id
        where t.tenant_id = ${tenant.id} and ${sql.raw(condition)}`),
    );
    return rows[0]?.count;
  };
  const closed = await count("s.key = 'closed'");
  expect(closed).toBeGreaterThan(2_000);
  await deleteStatus(admin, { key: 'closed', successor: key });
  expect(await count(`s.key = '${key}'`)).toBe(closed);
  expect(await count(`s.key = '${key}' and t.closed_at is null`)).toBe(0);
  await createStatus(admin, { labels: { en: 'Closed again' }, category: 'closed' });
  await changeStatusDefinition(admin, { key, category: 'resolved' });
  expect(await count(`s.key = '${key}' and t.closed_at is null`)).toBe(closed);
});
