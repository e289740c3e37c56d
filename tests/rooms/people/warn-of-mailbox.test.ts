import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { fetchMailbox } from '@/notifications/mailboxes/fetch-mailbox';
import { outboxMessages } from '@/notifications/tables';
import { warnOfMailbox } from '@/people/warn-of-mailbox';
import { hours } from '@/platform/clock';
import { makeMailbox } from '~tests/rooms/notifications/mailboxes/mailbox-desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase();
/** Nobody is there, and its name isn't known. */
const nowhere = { resolve: async () => [] };
const server = { port: 993, password: 'correct-horse' };

it('admins are told once of a mailbox that has failed for an hour', async () => {
  const { tenant, system, id, due } = await makeMailbox(server);
  await asTechnician(tenant);
  const mailboxId = id;
  const fail = async (failingSince: Date | null) => {
    await due({ failingSince });
    await fetchMailbox(system, { mailboxId }, nowhere);
  };
  await fail(null);
  await fail(new Date(Date.now() - hours(0.9)));
  expect(await orders(tenant.id)).toBe(0);
  await fail(new Date(Date.now() - hours(1.1)));
  expect(await orders(tenant.id)).toBe(1);
  const warned = await withAudit(tenant, async () => {
    await warnOfMailbox(system, { mailboxId });
    await warnOfMailbox(system, { mailboxId });
  });
  expect(warned.events).toEqual(['mailbox.warned']);
  const mails = await inTenant(tenant.id, (tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.template, 'mailboxWarning')),
  );
  expect(mails.map(({ params }) => params)).toMatchObject([{ finding: 'hostUnknown', mailboxId }]);
  await fail(new Date(Date.now() - hours(2)));
  expect(await orders(tenant.id)).toBe(1); // the first is enough
});

it('nobody is told of a mailbox that is read, or of another tenant’s', async () => {
  const { system, id, tenant } = await makeMailbox(server);
  const stranger = await asSystem(await makeTenant());
  const told = await withAudit(tenant, async () => {
    await warnOfMailbox(system, { mailboxId: id });
    await warnOfMailbox(stranger, { mailboxId: id });
  });
  expect(told.events).toEqual([]);
});

async function orders(tenantId: string): Promise<number> {
  const rows = await onDatabase(
    urls.admin,
    `select 1 from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'warnOfMailbox' and j.payload->>'tenantId' = $1`,
    [tenantId],
  );
  return rows.length;
}
