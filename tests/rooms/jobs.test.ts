import { parseCrontab } from 'graphile-worker';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { crontab, jobs } from '@/jobs';
import { queueMail } from '@/notifications/queue-mail';
import { createPasswordLink } from '@/people/password-link';
import { planContactImport } from '@/people/plan-contact-import';
import { contactImports } from '@/people/tables';
import { clock, days, hours } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { limitRate } from '@/session/limit-rate';
import { sessions } from '@/session/tables';
import { storeAttachment } from '@/tickets/store-attachment';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';
import { asContact, asSystem, asTechnician, makeCompany, makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase();
const tenants = [await makeTenant(), await makeTenant()];

afterEach(() => vi.restoreAllMocks());

/** Rows of both tenants together. */
async function count(table: string, where = 'true'): Promise<number> {
  const statement = `SELECT count(*) FROM ${table} WHERE ${where}`;
  const [row] = await onDatabase<{ count: string }>(urls.admin, statement);
  return Number(row?.count);
}
const moveBack = (table: string, column: string, interval: string) =>
  onDatabase(urls.admin, `UPDATE ${table} SET ${column} = ${column} - interval '${interval}'`);
const inDays = (n: number) =>
  vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.now() + days(n) + hours(1)));

it('the crontab names jobs that there are, at times that can be read', () => {
  const lines = parseCrontab(crontab);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.filter(({ task }) => !(task in jobs))).toEqual([]);
});

describe('housekeeping, tenant by tenant', () => {
  it('clears away sign-ins that ended a month ago, and counters that are over', async () => {
    for (const tenant of tenants) {
      await limitRate(tenant.id, 'a', { limit: 5, windowSeconds: 900 });
      const { actor } = await asContact(tenant);
      const live = { tenantId: tenant.id, contactId: actor.id, credentialVersion: 1 };
      const from = { userAgent: '', address: '', expiresAt: new Date() };
      await inTenant(tenant.id, (tx) =>
        tx.insert(sessions).values([
          { ...live, ...from, id: newId() },
          { ...live, ...from, id: newId(), revokedAt: new Date(Date.now() - days(31)) },
        ]),
      );
    }
    await jobs.purgeSessions();
    expect(await count('sessions')).toBe(2);
    expect(await count('rate_counters')).toBe(2);
    await moveBack('sessions', 'expires_at', '31 days');
    await moveBack('rate_counters', 'window_ends_at', '1 hour');
    await jobs.purgeSessions();
    expect(await count('sessions')).toBe(0);
    expect(await count('rate_counters')).toBe(0);
  });

  it('clears away mails of three months ago, but none that still waits', async () => {
    for (const tenant of tenants) {
      for (const name of ['sent', 'waiting']) {
        await inTenant(tenant.id, (tx) =>
          queueMail(
            tx,
            { tenant },
            {
              template: 'ticketOpened',
              to: { address: `${name}@acme.test`, name, language: 'en' },
              params: { number: '1', title: 'T' },
            },
          ),
        );
      }
    }
    await onDatabase(
      urls.admin,
      `UPDATE outbox_messages SET state = 'sent' WHERE to_name = 'sent'`,
    );
    await jobs.purgeOutbox();
    expect(await count('outbox_messages')).toBe(4);
    inDays(90);
    await jobs.purgeOutbox();
    expect(await count('outbox_messages', `to_name = 'waiting'`)).toBe(2);
    expect(await count('outbox_messages')).toBe(2);
  });

  it('clears away links and imports of last month, and plans of imports that nobody ran', async () => {
    for (const tenant of tenants) {
      const { name } = await makeCompany(tenant);
      const csv = `company,name\n${name},Ann Other`;
      const admin = await asTechnician(tenant, 'admin');
      await planContactImport(admin, { csv });
      const begun = { tenantId: tenant.id, technicianId: admin.actor.id, startedAt: new Date() };
      await inTenant(tenant.id, (tx) =>
        tx.insert(contactImports).values({ ...begun, id: newId(), csv }),
      );
      const { id } = (await asContact(tenant)).actor;
      const account = { tenantId: tenant.id, kind: 'contact', id } as const;
      await inTenant(tenant.id, (tx) => createPasswordLink(tx, account, hours(1)));
    }
    await jobs.purgeLinksAndImports();
    expect([await count('contact_imports'), await count('password_links')]).toEqual([4, 2]);
    inDays(1);
    await jobs.purgeLinksAndImports();
    expect([await count('contact_imports'), await count('password_links')]).toEqual([2, 2]);
    inDays(31);
    await jobs.purgeLinksAndImports();
    expect([await count('contact_imports'), await count('password_links')]).toEqual([0, 0]);
  });

  it('goes on with the next tenant where one fails, and says so to the queue', async () => {
    for (const tenant of tenants) {
      const stream = (async function* () {
        yield Buffer.from('hello');
      })();
      await storeAttachment(await asSystem(tenant), { fileName: 'a.txt', stream });
    }
    const [broken] = tenants.map(({ id }) => id).sort();
    await onDatabase(urls.admin, `DELETE FROM domains WHERE tenant_id = '${broken}'`);
    inDays(1);
    await expect(jobs.purgeDraftAttachments()).rejects.toThrow('failed for 1 tenants');
    expect(await count('attachments', `tenant_id = '${broken}'`)).toBe(1);
    expect(await count('attachments')).toBe(1);
  });
});
