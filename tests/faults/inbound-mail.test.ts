import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { afterAll, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { resumeInbound } from '@/notifications/inbound/resume-inbound';
import { inboundMails } from '@/notifications/inbound/tables';
import { retryMail } from '@/tickets/mail/retry-mail';
import { tickets } from '@/tickets/tables';
import { makeDesk } from '~tests/rooms/tickets/desk';
import { dnsOfSenders } from '~tests/rooms/tickets/mail/inbound';
import { freePort } from '~tests/setup/free-port';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { asContact } from '~tests/setup/tenants';
import { makeBackground } from './background';

await buildMailReader();
// From the loopback everybody is who they say: what counts here is that nothing is lost.
const dns = await dnsOfSenders(['customer.test']);
dns.set('customer.test', 'TXT', 'v=spf1 ip4:127.0.0.1 -all');
const urls = await freshDatabase();
const { tenant, company, technician } = await makeDesk();
const people = await Promise.all([1, 2, 3].map(() => asContact(tenant, { company })));
const port = await freePort();
const background = await makeBackground(urls, {
  MAIL_INBOUND_PORT: String(port),
  DNS_RESOLVERS: dns.address,
  MAIL_FROM: 'no-reply@desk.test',
});
afterAll(async () => {
  await background.end();
  await dns.stop();
});

const rows = () => inTenant(tenant.id, (tx) => tx.select().from(inboundMails));
const addressOf = ({ actor }: { actor: { id: string } }) => `${actor.id.slice(-12)}@customer.test`;

/** Sends until it is accepted, as every mail server does; what was accepted is our burden. */
async function deliver(at: number): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, connectionTimeout: 2_000 });
  for (;;) {
    try {
      await transport.sendMail({
        from: addressOf(people[at % people.length]!),
        to: `support@${tenant.managedHost}`,
        subject: `Matter ${at}`,
        text: `This is matter ${at}.`,
        messageId: `<matter-${at}@customer.test>`,
      });
      return;
    } catch {
      await sleep(50);
    }
  }
}

it('every mail becomes one ticket, whatever is killed on the way', async () => {
  const mails = 60;
  const kills = 4;
  const sending = Promise.all(
    Array.from({ length: 4 }, async (_, lane) => {
      for (let at = lane; at < mails; at += 4) await deliver(at);
    }),
  );
  for (let kill = 1; kill <= kills; kill++) {
    await background.start();
    await waitFor(async () => (await rows()).length >= kill * 10);
    await background.kill();
  }
  // Nobody reads now: what was under way in a process that died is ordered again, and all else.
  await orderAgain();
  await background.start();
  await sending;
  await orderAgain(); // and while they are read, which makes none of them two
  await waitFor(async () => {
    const now = await rows();
    // What a busy machine was too slow for is put aside: a technician has it read again.
    for (const { id: mailId } of now.filter(wasSlow)) await retryMail(technician, { mailId });
    return now.every((row) => row.state !== 'waiting' && !wasSlow(row));
  });
  const received = await rows();
  expect(received.map((row) => row.state)).toEqual(Array.from({ length: mails }, () => 'accepted'));
  const opened = await inTenant(tenant.id, (tx) => tx.select().from(tickets));
  const wanted = Array.from({ length: mails }, (_, at) => `Matter ${at}`);
  expect(opened.map(({ title }) => title).sort()).toEqual(wanted.sort());
}, 300_000);

/** What was being read when its process died waits, the longer the oftener: lets that pass. */
async function orderAgain(): Promise<void> {
  await inTenant(tenant.id, (tx) =>
    tx
      .update(inboundMails)
      .set({ receivedAt: sql`${inboundMails.receivedAt} - interval '3 hours'` })
      .where(sql`${inboundMails.state} = 'waiting'`),
  );
  await resumeInbound();
}

function wasSlow({ state, lastError }: typeof inboundMails.$inferSelect): boolean {
  return state === 'failed' && lastError === 'reading it took too much time or memory';
}

async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 240_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited too long');
    await sleep(100);
  }
}
