import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { eraseInboundOf } from '@/notifications/inbound/erase-inbound';
import { purgeInbound } from '@/notifications/inbound/purge-inbound';
import { rawFile, rawFolder } from '@/notifications/inbound/raw-store';
import { inboundMails } from '@/notifications/inbound/tables';
import { leftMails } from '@/notifications/mailboxes/tables';
import { clock, days } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { eraseContact } from '@/session/erase-contact';
import { makeMailbox } from '~tests/rooms/notifications/mailboxes/mailbox-desk';
import { makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { dnsOfSenders, mailRow, sendIn } from './inbound';

await buildMailReader();
const dns = await dnsOfSenders(['customer.test', 'gmail.com']);
await freshDatabase();
const { tenant, admin, requester } = await makeDesk();
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
afterAll(() => dns.stop());

const later = (count: number) => {
  const at = Date.now() + days(count);
  clock.now = () => new Date(at);
};

it('clears away what became nothing after 90 days, and what nobody looked after in a year', async () => {
  const ignored = await sendIn(tenant, {
    from: 'x@gmail.com',
    headers: { 'Auto-Submitted': 'auto-replied' },
  });
  const waiting = await sendIn(tenant, { from: 'x@gmail.com', subject: 'Waits' });
  later(89);
  await purgeInbound({ tenant });
  expect((await mailRow(tenant, ignored.id)).state).toBe('ignored');
  later(91);
  await purgeInbound({ tenant });
  await expect(mailRow(tenant, ignored.id)).rejects.toThrow('no such mail');
  expect(existsSync(rawFile(ignored.storageKey))).toBe(false);
  later(364);
  await purgeInbound({ tenant });
  expect((await mailRow(tenant, waiting.id)).state).toBe('triage');
  expect(existsSync(rawFile(waiting.storageKey))).toBe(true);
  later(366);
  await purgeInbound({ tenant });
  await expect(mailRow(tenant, waiting.id)).rejects.toThrow('no such mail');
  expect(existsSync(rawFile(waiting.storageKey))).toBe(false);
});

it('forgets what stayed in a mailbox with its sender, and after 90 days', async () => {
  const { id: mailboxId, tenant: other, row } = await makeMailbox({ port: 993, password: 'horse' });
  const left = { mailboxId, uidValidity: 1n, reason: 'tooLarge' as const, size: 7, subject: 'Big' };
  const [own, theirs] = ['ada@customer.test', 'x@gmail.com'];
  await inTenant(other.id, async (tx) => {
    for (const [uid, fromAddress] of [own, theirs].entries()) {
      const ids = { tenantId: other.id, id: newId(), uid, fromAddress };
      await tx.insert(leftMails).values({ ...left, ...ids });
    }
    await eraseInboundOf(tx, { tenant: other }, [own]);
  });
  const kept = async () =>
    (await inTenant(other.id, (tx) => tx.select().from(leftMails))).map((one) => one.fromAddress);
  expect(await kept()).toEqual([theirs]);
  later(91);
  await purgeInbound({ tenant: other });
  expect(await kept()).toEqual([]);
  expect((await row()).id).toBe(mailboxId);
});

it('takes away what a killed process left half written, once it is a day old', async () => {
  const stray = path.join(rawFolder(tenant.id), `${'s'.repeat(43)}.part`);
  await writeFile(stray, 'half');
  await purgeInbound({ tenant });
  expect(existsSync(stray)).toBe(true);
  const long = new Date(Date.now() - days(2));
  await utimes(stray, long, long);
  await purgeInbound({ tenant });
  expect(existsSync(stray)).toBe(false);
});

it('forgets what was not read yet, and what a machine said of an erased person', async () => {
  const own = 'grace@customer.test';
  const machine = { from: 'daemon@gmail.com', headers: { 'Auto-Submitted': 'auto-replied' } };
  const [unread, about, other] = [
    await sendIn(tenant, { from: own }),
    await sendIn(tenant, { ...machine, text: 'There is no Grace@customer.test.' }),
    await sendIn(tenant, {
      ...machine,
      text: 'No mailbox <amazing-grace@customer.test>, nor grace@customer.test.example.',
    }),
  ];
  await inTenant(tenant.id, async (tx) => {
    await tx
      .update(inboundMails)
      .set({ state: 'failed', fromAddress: null, envelopeFrom: 'Grace@customer.test' })
      .where(eq(inboundMails.id, unread.id));
    await eraseInboundOf(tx, { tenant }, [own]);
  });
  for (const { id } of [unread, about]) {
    await expect(mailRow(tenant, id)).rejects.toThrow('no such mail');
  }
  expect((await mailRow(tenant, other.id)).state).toBe('ignored');
});

it('forgets what an erased person wrote, and its file within a day', async () => {
  const from = `${requester.actor.id.slice(-12)}@customer.test`;
  const mail = await sendIn(tenant, { from, subject: 'Mine' });
  expect(mail.state).toBe('accepted');
  await eraseContact(admin, { id: requester.actor.id, confirmation: requester.actor.name });
  await expect(mailRow(tenant, mail.id)).rejects.toThrow('no such mail');
  later(2);
  await purgeInbound({ tenant });
  expect(existsSync(rawFile(mail.storageKey))).toBe(false);
});
