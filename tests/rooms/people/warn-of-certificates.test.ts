import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { certificatesAtRisk, daysLeft } from '@/certificates/at-risk';
import { certificateOrders, certificates, type Failure } from '@/certificates/tables';
import { composeMail } from '@/notifications/compose-mail';
import { outboxMessages } from '@/notifications/tables';
import { technicians } from '@/people/tables';
import { warnOfCertificates } from '@/people/warn-of-certificates';
import { clock, days, hours } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { newId } from '@/platform/ids';
import { domains } from '@/tenants/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { withAudit } from '~tests/setup/proofs';
import { asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

process.env.HTTPS_PORT = '3443';
await freshDatabase();
const start = new Date('2026-03-01T06:00:00Z');
const end = new Date(start.getTime() + days(60));
const realNow = clock.now;
const on = (daysBefore: number) => {
  const now = new Date(end.getTime() - days(daysBefore));
  clock.now = () => now;
};
afterEach(() => {
  clock.now = realNow;
});

const failure: Failure = { key: 'dnsUpdateAway', values: { server: 'ns.test', reason: 'gone' } };
let tenant: TenantIdentity;
let host = '';
beforeEach(async () => {
  tenant = await makeTenant();
  host = `help.${tenant.slug}.test`;
  await makeHost(host);
});

async function makeHost(name: string, change: Partial<typeof domains.$inferInsert> = {}) {
  const tenantId = tenant.id;
  const domain = { tenantId, id: newId(), host: name, kind: 'custom' as const };
  await inTenant(tenantId, async (tx) => {
    await tx
      .insert(domains)
      .values({ ...domain, state: 'active', isSecure: true, verifiedAt: start, ...change });
    await tx.insert(certificates).values(certificateOf(name, end));
    await tx.insert(certificateOrders).values({
      ...{ tenantId, id: newId(), host: name, registeredDomain: name, failure },
      directoryUrl: 'https://ca.test/dir',
    });
  });
}

const certificateOf = (name: string, notAfter: Date) => ({
  ...{ tenantId: tenant.id, id: newId(), host: name, chain: '', keySealed: '', serial: '1' },
  ...{ issuer: 'CA', fingerprint: '', notBefore: start, renewAt: start, notAfter },
});

const mails = async (template = 'certificateWarning') =>
  inTenant(tenant.id, (tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.template, template)),
  );
const warn = async () => warnOfCertificates(await asSystem(tenant, 'warnOfCertificates'));

describe('certificates at risk', () => {
  it('are those that end within 30 days while their renewal fails', async () => {
    on(31);
    expect(await certificatesAtRisk({ tenant })).toEqual([]);
    on(29);
    expect(await certificatesAtRisk({ tenant })).toEqual([{ host, notAfter: end, cause: failure }]);
    on(-1);
    expect(await certificatesAtRisk({ tenant })).toHaveLength(1);
    expect(await certificatesAtRisk({ tenant: await makeTenant() })).toEqual([]);
  });

  it('are none where a later certificate is there, or no order failed', async () => {
    on(12);
    await makeHost('b.test');
    await makeHost('c.test');
    await makeHost('d.test', { state: 'released', releasedAt: start });
    await makeHost('e.test', { state: 'failed' });
    await inTenant(tenant.id, async (tx) => {
      await tx
        .insert(certificates)
        .values(certificateOf('b.test', new Date(end.getTime() + days(90))));
      await tx
        .update(certificateOrders)
        .set({ failure: null })
        .where(eq(certificateOrders.host, 'c.test'));
    });
    expect((await certificatesAtRisk({ tenant })).map((one) => one.host)).toEqual([host]);
  });

  it('are those too that nobody renews in time, whether or not there is an order', async () => {
    await inTenant(tenant.id, (tx) => tx.update(certificateOrders).set({ endedAt: start }));
    await makeHost('astray.test', { state: 'dangling' });
    on(12);
    expect(await certificatesAtRisk({ tenant })).toEqual([]);
    on(9);
    const cause = { key: 'renewalOverdue', values: { host } };
    expect(await certificatesAtRisk({ tenant })).toEqual([{ host, notAfter: end, cause }]);
    await asTechnician(tenant, 'admin');
    await warn();
    const [mail] = await mails();
    expect((await composeMail({ tenant, settings: {} }, mail!)).text).toContain(
      'should have been renewed by now',
    );
  });

  it('are none where another certificate is shown instead, or none at all', async () => {
    on(9);
    const managed = eq(domains.host, tenant.managedHost);
    await inTenant(tenant.id, async (tx) => {
      await tx.insert(certificates).values(certificateOf(tenant.managedHost, end));
      await tx.update(domains).set({ isSecure: true }).where(managed);
    });
    const hosts = async () => (await certificatesAtRisk({ tenant })).map((one) => one.host);
    expect(await hosts()).toContain(tenant.managedHost);
    Object.assign(readEnv(), { WILDCARD_CERT_FILE: '/cert.pem' });
    expect(await hosts()).toEqual([host]);
    readEnv().WILDCARD_CERT_FILE = undefined;
    readEnv().HTTPS_PORT = undefined;
    expect(await hosts()).toEqual([]);
    readEnv().HTTPS_PORT = 3443;
  });

  it('count the day that has begun', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    const left = (time: number) => daysLeft(new Date(now.getTime() + time), now);
    expect([left(days(7)), left(days(6.1)), left(hours(1)), left(0), left(-days(3))]).toEqual([
      7, 7, 1, 0, 0,
    ]);
  });
});

describe('warning the admins', () => {
  it('tells every admin who can sign in, each in their language, and is audited once', async () => {
    const [ada, bea, gone] = [
      await asTechnician(tenant, 'admin'),
      await asTechnician(tenant, 'admin'),
      await asTechnician(tenant, 'admin'),
    ];
    await asTechnician(tenant);
    await inTenant(tenant.id, async (tx) => {
      const set = (id: string, change: Partial<typeof technicians.$inferInsert>) =>
        tx.update(technicians).set(change).where(eq(technicians.id, id));
      await set(bea.actor.id, { language: 'fr' });
      await set(gone.actor.id, { disabledAt: new Date() });
    });
    on(13.5);
    const { entries } = await withAudit(tenant, warn);
    expect(entries).toMatchObject([
      { event: 'certificate.warned', actorKind: 'system', after: { host, days: 14, admins: 2 } },
    ]);
    const sent = await mails();
    expect(sent.map((mail) => [mail.toAddress, mail.language]).sort()).toEqual(
      [
        [ada.actor.email, 'en'],
        [bea.actor.email, 'fr'],
      ].sort(),
    );
    const french = await composeMail(
      { tenant, settings: {} },
      sent.find((mail) => mail.language === 'fr')!,
    );
    expect(french.subject).toBe(`Le certificat de ${host} expire dans 14 jours`);
    expect(french.text).toContain('30 avril 2026');
    expect(french.text).toContain('ns.test');
  });

  it('happens once at 30, 14, 7 and 1 days, however often it is asked', async () => {
    await asTechnician(tenant, 'admin');
    const told: number[] = [];
    for (let left = 35; left >= -2; left -= 0.5) {
      on(left);
      const before = (await mails()).length;
      await warn();
      await warn();
      if ((await mails()).length > before) told.push(left);
    }
    expect(told).toEqual([30, 14, 7, 1]);
    expect(await mails()).toHaveLength(4);
  });

  it('makes up for days that were slept through, with one mail', async () => {
    await asTechnician(tenant, 'admin');
    on(5);
    await Promise.all([warn(), warn()]);
    expect(await mails()).toHaveLength(1);
    on(4);
    await warn();
    expect(await mails()).toHaveLength(1);
  });

  it('tells nobody of another tenant, and nobody where nothing is wrong', async () => {
    on(10);
    const other = await makeTenant();
    await asTechnician(other, 'admin');
    const { events } = await withAudit(other, async () =>
      warnOfCertificates(await asSystem(other, 'warnOfCertificates')),
    );
    expect(events).toEqual([]);
    expect(await inTenant(other.id, (tx) => tx.select().from(outboxMessages))).toEqual([]);
  });
});
