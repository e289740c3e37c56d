import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { afterAll, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { resumeInbound } from '@/notifications/inbound/resume-inbound';
import { inboundMails } from '@/notifications/inbound/tables';
import { createMailbox } from '@/notifications/mailboxes/create-mailbox';
import { enqueueDueMailboxes } from '@/notifications/mailboxes/enqueue-due-mailboxes';
import { mailboxes } from '@/notifications/mailboxes/tables';
import { tickets } from '@/tickets/tables';
import { inputFor, reach } from '~tests/rooms/notifications/mailboxes/mailbox-desk';
import { makeDesk } from '~tests/rooms/tickets/desk';
import { dnsOfSenders } from '~tests/rooms/tickets/mail/inbound';
import { startDovecot } from '~tests/setup/dovecot';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { selfSigned } from '~tests/setup/self-signed';
import { asContact, asTechnician } from '~tests/setup/tenants';
import { makeBackground } from './background';

await buildMailReader();
// Who wrote a mail in a mailbox is known by its signature alone.
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const dns = await dnsOfSenders(['customer.test']);
const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
dns.set('desk._domainkey.customer.test', 'TXT', `v=DKIM1; k=rsa; p=${spki}`);
const urls = await freshDatabase();
const { tenant, company } = await makeDesk();
const admin = await asTechnician(tenant, 'admin');
const { actor } = await asContact(tenant, { company });
const dovecot = await startDovecot(await selfSigned(['mail.customer.test']));
const server = { ...inputFor(dovecot), host: '127.0.0.1' };
await createMailbox(admin, server, reach);
const env = {
  DNS_RESOLVERS: dns.address,
  MAIL_FROM: 'no-reply@desk.test',
  IMAP_PRIVATE_ADDRESSES: '127.0.0.1',
};
const processes = [await makeBackground(urls, env), await makeBackground(urls, env)];
afterAll(async () => {
  for (const each of processes) await each.end();
  await dovecot.stop();
  await dns.stop();
});

const signing = createTransport({
  streamTransport: true,
  buffer: true,
  newline: 'windows',
  dkim: {
    domainName: 'customer.test',
    keySelector: 'desk',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  },
});

async function put(from: number, to: number): Promise<void> {
  await dovecot.visit(server.username, async (client) => {
    for (let at = from; at < to; at++) {
      const { message } = await signing.sendMail({
        from: `${actor.id.slice(-12)}@customer.test`,
        to: 'support@customer.test',
        subject: `Matter ${at}`,
        text: `This is matter ${at}.`,
        messageId: `<matter-${at}@customer.test>`,
      });
      await client.append('INBOX', message as Buffer);
    }
  });
}

const rows = () => inTenant(tenant.id, (tx) => tx.select().from(inboundMails));

/** Lets the time until the next look pass, and with `freed` the lease of whoever was killed. */
async function look({ freed = false } = {}): Promise<void> {
  const passed = { nextTryAt: new Date(0), ...(freed && { leaseUntil: new Date(0) }) };
  await inTenant(tenant.id, (tx) => tx.update(mailboxes).set(passed));
  await enqueueDueMailboxes();
}

const [mails, kills] = [36, 3];

it('every mail becomes one ticket, whatever is killed on the way, and however many look', async () => {
  for (const each of processes) await each.start();
  for (let kill = 1; kill <= kills; kill++) {
    const whole = (mails / kills) * kill;
    await put(whole - mails / kills, whole);
    await look();
    await waitFor(async () => (await rows()).length > whole - 10);
    await processes[kill % 2]!.kill();
    await processes[kill % 2]!.start();
    await look({ freed: true }); // taken from one who lives, where the other was killed
    await waitFor(async () => {
      await look();
      return (await rows()).length >= whole;
    });
  }
  await waitFor(async () => {
    await look();
    return (await unread()).length === 0;
  });
  // What was being read when its process died waits two minutes: let them pass.
  await inTenant(tenant.id, (tx) =>
    tx
      .update(inboundMails)
      .set({ receivedAt: sql`${inboundMails.receivedAt} - interval '3 minutes'` })
      .where(sql`${inboundMails.state} = 'waiting'`),
  );
  await resumeInbound();
  await waitFor(async () => (await rows()).every((row) => row.state !== 'waiting'));
  const received = await rows();
  expect(received.map((row) => row.state)).toEqual(Array.from({ length: mails }, () => 'accepted'));
  const opened = await inTenant(tenant.id, (tx) => tx.select().from(tickets));
  const wanted = Array.from({ length: mails }, (_, at) => `Matter ${at}`);
  expect(opened.map(({ title }) => title).sort()).toEqual(wanted.sort());
}, 120_000);

const unread = () =>
  dovecot.visit(server.username, async (client) => {
    await client.mailboxOpen('INBOX');
    return (await client.search({ seen: false }, { uid: true })) || [];
  });

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited too long');
    await sleep(100);
  }
}
