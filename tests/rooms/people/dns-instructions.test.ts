import { domainToASCII, domainToUnicode } from 'node:url';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { locales } from '@/i18n/locales';
import { deliverMail } from '@/notifications/deliver-mail';
import { closeMailTransport } from '@/notifications/mail-transport';
import { outboxMessages } from '@/notifications/tables';
import { sendDnsInstructions } from '@/people/send-dns-instructions';
import { clock, minutes } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { domains } from '@/tenants/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { openMailSink } from '~tests/setup/mail-sink';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asContact, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

const sink = await openMailSink();
process.env.SMTP_URL = sink.url;
process.env.MAIL_FROM = 'Installation <no-reply@desk.test>';
process.env.BASE_DOMAIN = 'desk.example';
await freshDatabase();
const tenant = await makeTenant('Acme IT');
const admin = await asTechnician(tenant, 'admin');
const other = await makeTenant('Other IT');

const host = domainToASCII('hülfe.acme.example');
const claim = 'd-abcdefgh2345abcd';
await inTenant(tenant.id, (tx) =>
  tx.insert(domains).values({
    tenantId: tenant.id,
    id: newId(),
    host,
    kind: 'custom',
    claim,
    state: 'waitingForDns',
  }),
);

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
afterAll(async () => {
  closeMailTransport();
  await sink.stop();
});

const wanted = { host, address: 'dns@hoster.example', language: 'de' } as const;
const queued = () =>
  inTenant(tenant.id, (tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.template, 'dnsInstructions')),
  );

describe('mailing the records of a host', () => {
  it('reaches whoever runs the DNS, in their language, and an answer reaches the admin', async () => {
    const { entries } = await withAudit(tenant, () => sendDnsInstructions(admin, wanted));
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      event: 'domain.instructionsSent',
      after: { host, address: wanted.address, language: 'de' },
    });
    const [row] = await queued();
    expect(row).toMatchObject({ toAddress: wanted.address, language: 'de', sealed: null });
    await deliverMail(await asSystem(tenant), { messageId: row!.id });
    const mail = await sink.next(wanted.address);
    expect(mail.replyTo?.value).toMatchObject([{ address: admin.actor.email }]);
    expect(mail.subject).toBe(`DNS-Einträge für ${domainToUnicode(host)}`);
    expect(mail.text).toContain('Typ: CNAME');
    expect(mail.text).toContain(`Name: ${host}`);
    expect(mail.text).toContain(`Wert: ${claim}.desk.example`);
    expect(mail.text).toContain(admin.actor.name);
    expect(mail.text).toContain('Acme IT');
  });

  it.each(locales)('is there in %s', async (language) => {
    await sendDnsInstructions(admin, {
      ...wanted,
      language,
      address: `${language}@hoster.example`,
    });
    const row = (await queued()).find((one) => one.toAddress === `${language}@hoster.example`);
    await deliverMail(await asSystem(tenant), { messageId: row!.id });
    const mail = await sink.next(`${language}@hoster.example`);
    expect(mail.html).toContain(`<html lang="${language}">`);
    expect(mail.html).toContain(`>${claim}.desk.example</td>`);
  });

  it('asks for the TXT record alone where visitors arrive, and lets the others stay', async () => {
    const to = (diagnosis: unknown) =>
      inTenant(tenant.id, (tx) =>
        tx.update(domains).set({ diagnosis }).where(eq(domains.host, host)),
      );
    await to({ leadsHere: true, findings: [] });
    const address = 'proxied@hoster.example';
    await sendDnsInstructions(admin, { ...wanted, language: 'en', address });
    await to(null);
    const row = (await queued()).find((one) => one.toAddress === address);
    await deliverMail(await asSystem(tenant), { messageId: row!.id });
    const { text } = await sink.next(address);
    expect(text).toContain('Type: TXT');
    expect(text).not.toContain('Type: CNAME');
    expect(text).toContain('can stay as they are');
    expect(text).not.toContain('must go');
  });

  it('finds the host as it was pasted', async () => {
    await sendDnsInstructions(admin, { ...wanted, host: `https://${host.toUpperCase()}./` });
    expect((await queued()).length).toBe(locales.length + 3);
  });

  it('is refused where there is nothing to enter, or nobody to write to', async () => {
    const managed = sendDnsInstructions(admin, { ...wanted, host: tenant.managedHost });
    expect((await refusalOf(managed)).key).toBe('domains.noRecords');
    for (const address of ['nobody', 'a@b.example, c@d.example', ' ']) {
      const refused = await refusalOf(sendDnsInstructions(admin, { ...wanted, address }));
      expect(refused).toMatchObject({ key: 'people.badEmail', status: 422 });
      expect(refused.fields).toHaveProperty('address');
    }
  });

  it('is for admins alone, and another tenant’s host is not found', async () => {
    const technician = await asTechnician(tenant);
    const refused = await refusalOf(sendDnsInstructions(technician, wanted));
    expect(refused).toMatchObject({ key: 'session.adminsOnly', status: 403 });
    const contact = (await asContact(tenant)) as unknown as Scope<Technician>;
    expect((await refusalOf(sendDnsInstructions(contact, wanted))).status).toBe(403);
    const stranger = await asTechnician(other, 'admin');
    const { result, events } = await withAudit(other, () =>
      refusalOf(sendDnsInstructions(stranger, wanted)),
    );
    expect(result.status).toBe(404);
    expect(events).toEqual([]);
  });

  it('leaves at most ten times an hour, whoever asks at once', async () => {
    const before = (await queued()).length;
    const tries = Array.from({ length: 12 }, () => sendDnsInstructions(admin, wanted));
    const outcomes = await Promise.allSettled(tries);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(outcomes.length - refused.length).toBe(10 - before);
    expect(refused[0]).toMatchObject({ key: 'domains.tooManyMails', status: 429 });
    expect(refused[0].retryAfter).toBeGreaterThan(3000);
    expect(await queued()).toHaveLength(10);
    clock.now = () => new Date(Date.now() + minutes(61));
    await sendDnsInstructions(admin, wanted);
    expect(await queued()).toHaveLength(11);
  });
});
