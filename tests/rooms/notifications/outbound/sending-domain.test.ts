import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { deliverMail } from '@/notifications/deliver-mail';
import { authenticateMail } from '@/notifications/inbound/authenticate-mail';
import { closeMailTransport } from '@/notifications/mail-transport';
import {
  changeSendingAddress,
  renewDkimKey,
} from '@/notifications/outbound/change-sending-address';
import { checkSendingDomain } from '@/notifications/outbound/check-sending-domain';
import { dkimSecret } from '@/notifications/outbound/dkim-keys';
import { judgeDkim } from '@/notifications/outbound/dkim-record';
import { readSendingDomain } from '@/notifications/outbound/read-sending-domain';
import { resealDkimKeys } from '@/notifications/outbound/reseal-dkim-keys';
import { dkimKeys } from '@/notifications/outbound/tables';
import { queueMail } from '@/notifications/queue-mail';
import { clock, minutes } from '@/platform/clock';
import { open } from '@/platform/crypto';
import { startDnsServer } from '~tests/setup/dns-server';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

const received: { raw: Buffer; from: string }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, { envelope: { mailFrom } }, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      received.push({ raw: Buffer.concat(parts), from: mailFrom ? mailFrom.address : '' });
      done();
    });
  },
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const dns = await startDnsServer();
process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
process.env.MAIL_FROM = 'no-reply@desk.test';
process.env.MAIL_BOUNCES_HERE = '1';
process.env.DNS_RESOLVERS = dns.address;
await freshDatabase();
const tenant = await makeTenant();

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
  received.length = 0;
});
afterAll(async () => {
  closeMailTransport();
  await dns.stop();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

let passed = 0;
/** A look counts for a moment: let it pass. */
const later = () => {
  passed += minutes(1);
  const at = Date.now() + passed;
  clock.now = () => new Date(at);
};
/** With the settings of now, as the next request would have them. */
const admin = (): Promise<Scope<Technician>> => asTechnician(tenant, 'admin');
const check = async () => {
  later();
  await checkSendingDomain(await admin());
};
const view = async () => readSendingDomain(await admin());
const enter = (record: { name: string; value: string }) =>
  dns.set(record.name, 'TXT', record.value);

async function mailed() {
  const system = await asSystem(tenant, 'deliverMail');
  const id = await inTenant(tenant.id, (tx) =>
    queueMail(tx, system, {
      template: 'ticketOpened',
      to: { address: 'zoe@alder.test', name: 'Zoë', language: 'de' },
      params: { number: '7', title: 'Drucker — «aus»' },
      threadKey: 'ticket-7',
    }),
  );
  later();
  await deliverMail(system, { messageId: id });
  const { raw, from } = received.at(-1)!;
  const header = raw.toString('latin1').split('\r\n\r\n')[0]!;
  const seen = await authenticateMail(raw, { from, remoteAddress: '192.0.2.1' }, [dns.address]);
  return { id, header, returnsTo: from, seen };
}

describe('the address that mails come from', () => {
  it('is ours, and the return address is signed for the mail', async () => {
    const { id, header, returnsTo } = await mailed();
    expect(header).toContain('<no-reply@desk.test>');
    expect(header).not.toContain('DKIM-Signature');
    expect(returnsTo).toMatch(new RegExp(`^b-${id.replaceAll('-', '')}-[0-9a-f]{24}@`));
    expect(returnsTo.split('@')[0]!.length).toBeLessThanOrEqual(64);
    expect(await view()).toMatchObject({ comesFrom: 'no-reply@desk.test', address: null });
  });

  it('is changed by admins alone, audited, and stays ours until the DNS proves the domain', async () => {
    const address = 'support@acme.test';
    expect(
      await refusalOf(changeSendingAddress(await asTechnician(tenant), { address })),
    ).toMatchObject({ status: 403 });
    const wrongKey = await asApiKey(tenant, ['settings:read']);
    expect(await refusalOf(changeSendingAddress(wrongKey, { address }))).toMatchObject({
      status: 403,
    });
    const { events } = await withAudit(tenant, async () =>
      changeSendingAddress(await admin(), { address }),
    );
    expect(events).toEqual(['settings.sendingAddressChanged']);
    dns.set('acme.test', 'TXT', 'unrelated');
    await check();
    const { comesFrom, keys, findings } = await view();
    expect(comesFrom).toBe('no-reply@desk.test');
    expect(keys).toMatchObject([{ state: 'waiting' }]);
    expect(findings.map(({ check: what, verdict, cause }) => [what, verdict, cause])).toEqual([
      ['dkim', 'wrong', 'missing'],
      ['spf', 'warning', 'noSpf'],
      ['dmarc', 'warning', 'noPolicy'],
    ]);
    expect((await mailed()).header).toContain('<no-reply@desk.test>');
  });

  it('is the tenant’s own once its record is there: signed, aligned, believed by others', async () => {
    const [key] = (await view()).keys;
    enter(key!.record);
    dns.set('_dmarc.acme.test', 'TXT', 'v=DMARC1; p=reject; adkim=s');
    dns.set('acme.test', 'TXT', ['unrelated', 'v=spf1 -all']);
    const { events } = await withAudit(tenant, check);
    expect(events).toEqual(['settings.sendingDomainProven']);
    expect((await view()).findings.map(({ verdict }) => verdict)).toEqual([
      'right',
      'right',
      'right',
    ]);
    const { header, seen } = await mailed();
    expect(header).toContain('<support@acme.test>');
    expect(header).toContain('d=acme.test');
    expect(seen).toMatchObject({ dkim: 'pass', dmarc: 'pass', aligned: true });
    expect(header).toMatch(/Message-ID: <[0-9a-f-]+@desk\.test>/i);
  });

  it('goes on with a second key, and the first one only retires when that one is seen', async () => {
    const [first] = (await view()).keys;
    const { events } = await withAudit(tenant, async () => renewDkimKey(await admin()));
    expect(events).toEqual(['settings.dkimKeyRenewed']);
    expect(await refusalOf(renewDkimKey(await admin()))).toMatchObject({
      key: 'notifications.keyWaits',
    });
    await check();
    const [second] = (await view()).keys;
    expect(second!.record.name).not.toBe(first!.record.name);
    expect((await mailed()).header).toContain(first!.record.name.split('.')[0]);
    enter(second!.record);
    await check();
    expect((await view()).keys.map(({ state }) => state)).toEqual(['active', 'retired']);
    const { header, seen } = await mailed();
    expect(header).toContain(second!.record.name.split('.')[0]);
    expect(seen.dkim).toBe('pass');
  });

  it('stays where no server answers, and is ours again while the record is gone', async () => {
    const [key] = (await view()).keys;
    dns.failWith(key!.record.name, 'SERVFAIL');
    await check();
    expect((await view()).comesFrom).toBe('support@acme.test');
    dns.failWith(key!.record.name, undefined);
    dns.remove(key!.record.name, 'TXT');
    const { events } = await withAudit(tenant, check);
    expect(events).toEqual(['settings.sendingDomainLost']);
    expect((await mailed()).header).toContain('<no-reply@desk.test>');
    enter(key!.record);
    await check();
    expect((await mailed()).header).toContain('<support@acme.test>');
  });

  it('is looked for again after the domain was left, and is nobody else’s', async () => {
    await changeSendingAddress(await admin(), { address: '' });
    expect((await mailed()).header).toContain('<no-reply@desk.test>');
    await changeSendingAddress(await admin(), { address: 'help@acme.test' });
    expect((await view()).comesFrom).toBe('no-reply@desk.test');
    await check();
    expect((await view()).comesFrom).toBe('help@acme.test');
    const stranger = await asTechnician(await makeTenant('Other IT'), 'admin');
    expect(await readSendingDomain(stranger)).toMatchObject({ address: null, keys: [] });
    const contact = (await asContact(tenant)) as unknown as Scope<Technician>;
    expect(await refusalOf(readSendingDomain(contact))).toMatchObject({ status: 403 });
    expect(await refusalOf(checkSendingDomain(contact))).toMatchObject({ status: 403 });
    expect(await refusalOf(renewDkimKey(stranger))).toMatchObject({
      key: 'notifications.noSendingAddress',
    });
  });
});

describe('a key', () => {
  it('lies sealed, and stays usable when it is sealed anew', async () => {
    const rows = () =>
      inTenant(tenant.id, (tx) =>
        tx.select().from(dkimKeys).where(eq(dkimKeys.tenantId, tenant.id)),
      );
    const before = await rows();
    expect(before.every(({ privateSealed }) => privateSealed.startsWith('s1.'))).toBe(true);
    await resealDkimKeys(await asSystem(tenant));
    for (const { privateSealed } of await rows()) {
      expect(open(dkimSecret, privateSealed)).toContain('PRIVATE KEY');
    }
  });

  it.each([
    [[], 'missing'],
    [['v=spf1 -all'], 'missing'],
    [['v=DKIM1; k=rsa; p='], 'revoked'],
    [['v=DKIM1; k=rsa; p=QUJD'], 'otherKey'],
    [['v=DKIM1; p=S0VZ', 'v=DKIM1; p=QUJD'], 'several'],
    [['v=DKIM1; k=rsa; p=S0 VZ'], null],
    [['p=S0VZ'], null],
  ] as const)('with the records %j is judged %s', (records, cause) => {
    expect(judgeDkim(records, 'S0VZ')).toBe(cause);
  });
});
