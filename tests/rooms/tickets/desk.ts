import { asc, eq } from 'drizzle-orm';
import { inTenant } from '@/access/in-transaction';
import type { Scope, TenantIdentity } from '@/access/scope';
import { auditEvents } from '@/audit/tables';
import { outboxMessages } from '@/notifications/tables';
import { createDefaultStatuses } from '@/tickets/default-statuses';
import { openTicket } from '@/tickets/open-ticket';
import { storeAttachment } from '@/tickets/store-attachment';
import { asContact, asSystem, asTechnician, makeCompany, makeTenant } from '~tests/setup/tenants';

/** A tenant with everybody whom the rules of tickets tell apart. */
export async function makeDesk() {
  const tenant = await makeTenant();
  await createDefaultStatuses(await asSystem(tenant));
  const company = await makeCompany(tenant);
  return {
    tenant,
    company,
    admin: await asTechnician(tenant, 'admin'),
    technician: await asTechnician(tenant),
    requester: await asContact(tenant, { company }),
    colleague: await asContact(tenant, { company }),
    primary: await asContact(tenant, { company, isPrimary: true }),
    outsider: await asContact(tenant),
  };
}

export type Desk = Awaited<ReturnType<typeof makeDesk>>;

/** A new ticket of a contact; only its number, for the verbs that follow. */
export async function aTicket(
  scope: Scope,
  more: { ccIds?: string[]; title?: string; requesterId?: string } = {},
) {
  const { number } = await openTicket(scope, {
    title: 'Printer offline',
    description: 'It blinks red.',
    ...more,
  });
  return number;
}

/** The names of the tenant's audit entries, oldest first. */
export async function auditOf(tenant: TenantIdentity): Promise<string[]> {
  const rows = await inTenant(tenant.id, (tx) =>
    tx
      .select({ event: auditEvents.event })
      .from(auditEvents)
      .where(eq(auditEvents.tenantId, tenant.id))
      .orderBy(asc(auditEvents.at), asc(auditEvents.id)),
  );
  return rows.map((row) => row.event);
}

/** The entries that `work` adds. */
export async function auditedBy(tenant: TenantIdentity, work: () => Promise<unknown>) {
  const before = await auditOf(tenant);
  await work();
  return (await auditOf(tenant)).slice(before.length);
}

/** The mails that `work` queues, as `template → address`, sorted. */
export async function mailedBy(tenant: TenantIdentity, work: () => Promise<unknown>) {
  const before = new Set((await mailsOf(tenant)).map((mail) => mail.id));
  await work();
  const mails = (await mailsOf(tenant)).filter((mail) => !before.has(mail.id));
  return mails.map((mail) => `${mail.template} → ${mail.about}`).sort();
}

export function mailsOf(tenant: TenantIdentity) {
  return inTenant(tenant.id, (tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.tenantId, tenant.id)),
  );
}

/** An uploaded draft of the actor's; its id. */
export async function aFile(
  scope: Scope,
  fileName = 'log.txt',
  content: string | Buffer = 'hello',
) {
  const stream = (async function* () {
    yield Buffer.from(content);
  })();
  return (await storeAttachment(scope, { fileName, stream })).id;
}
