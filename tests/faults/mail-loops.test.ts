import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { afterAll, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { replyAddressFor } from '@/notifications/reply-address';
import { contacts } from '@/people/tables';
import { readTicket } from '@/tickets/read-ticket';
import { aTicket, makeDesk } from '~tests/rooms/tickets/desk';
import { dnsOfSenders } from '~tests/rooms/tickets/mail/inbound';
import { type Manner, startAnsweringMachines } from '~tests/setup/answering-machines';
import { freePort } from '~tests/setup/free-port';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { asContact } from '~tests/setup/tenants';
import { makeBackground } from './background';

await buildMailReader();
const dns = await dnsOfSenders(['customer.test']);
dns.set('customer.test', 'TXT', 'v=spf1 ip4:127.0.0.1 -all');
process.env.MAIL_FROM = 'no-reply@desk.test';
process.env.MAIL_INBOUND_PORT = String(await freePort());
const port = Number(process.env.MAIL_INBOUND_PORT);
const urls = await freshDatabase();
const { tenant, company } = await makeDesk();
const machines = await startAnsweringMachines(port);
const background = await makeBackground(urls, {
  MAIL_INBOUND_PORT: String(port),
  SMTP_URL: machines.url,
  DNS_RESOLVERS: dns.address,
  MAIL_FROM: 'no-reply@desk.test',
});
await background.start();
afterAll(async () => {
  await background.end();
  await machines.stop();
  await dns.stop();
});

/**
 * The law speaks of sixty seconds. Machines here answer at once, so an exchange either ends or goes
 * on for ever: each test waits until nothing is under way any more, which no further second of
 * waiting would change, and counts what each machine was sent until then.
 */
it.each<[Manner, number]>([
  // the opening alone: what a machine says by itself is ignored
  ['honest', 1],
  // the opening, and the other's one answer: after that each repeats itself
  ['silent', 2],
])(
  'two %s machines on one ticket end after %i mails to each',
  async (manner, most) => {
    machines.manner = manner;
    const [one, two] = await Promise.all([
      asContact(tenant, { company }),
      asContact(tenant, { company }),
    ]);
    await aTicket(one, { ccIds: [two.actor.id] });
    await stillness();
    for (const address of [await addressOf(one), await addressOf(two)]) {
      expect(machines.received(address)).toBeGreaterThan(0);
      expect(machines.received(address)).toBeLessThanOrEqual(most);
    }
  },
  60_000,
);

it.each<Manner>(['honest', 'silent', 'chatty'])(
  'a machine that writes five new matters and is %s about answers is sent two mails',
  async (manner) => {
    machines.manner = manner;
    const address = await addressOf(await asContact(tenant, { company }));
    for (let mail = 0; mail < 5; mail++) {
      await send({ from: address, subject: `Report ${mail}`, text: `This is report ${mail}.` });
    }
    await stillness();
    expect(machines.received(address)).toBe(2);
  },
  60_000,
);

it('two machines that say something else each time end too, for a person to look at', async () => {
  machines.manner = 'chatty';
  const [one, two] = await Promise.all([
    asContact(tenant, { company }),
    asContact(tenant, { company }),
  ]);
  await aTicket(one, { ccIds: [two.actor.id] });
  await stillness();
  const sent = [await addressOf(one), await addressOf(two)].map((to) => machines.received(to));
  expect(Math.min(...sent)).toBeGreaterThan(2); // so the machines above do answer each other
  expect(Math.max(...sent)).toBeLessThanOrEqual(11); // the opening, and ten answers of the other
}, 60_000);

it('a mail that is delivered three times at once is one reply', async () => {
  machines.manner = 'honest';
  const contact = await asContact(tenant, { company });
  const number = await aTicket(contact);
  const mail = {
    from: await addressOf(contact),
    to: replyAddressFor(tenant, { number, readerId: contact.actor.id }),
    subject: 'Re: Printer offline',
    text: 'It blinks again.',
    messageId: '<three@customer.test>',
  };
  await Promise.all([send(mail), send(mail), send(mail)]);
  await stillness();
  const { messages } = await readTicket(contact, number);
  expect(messages.filter(({ kind }) => kind === 'reply')).toMatchObject([
    { body: 'It blinks again.' },
  ]);
}, 60_000);

async function send(mail: {
  from: string;
  subject: string;
  text: string;
  to?: string;
  messageId?: string;
}) {
  const transport = createTransport({ host: '127.0.0.1', port });
  await transport.sendMail({ to: `support@${tenant.managedHost}`, date: new Date(0), ...mail });
  transport.close();
}

async function addressOf({ actor }: Scope<Contact>): Promise<string> {
  const [row] = await inTenant(tenant.id, (tx) =>
    tx.select({ email: contacts.email }).from(contacts).where(eq(contacts.id, actor.id)),
  );
  return row!.email!;
}

/** Until no mail waits on either side, in one look at both, and no machine is about to answer. */
async function stillness(): Promise<void> {
  const deadline = Date.now() + 50_000;
  for (;;) {
    const answers = machines.answers();
    const isBusy = machines.underWay() > 0 || (await waiting()) > 0 || machines.underWay() > 0;
    if (!isBusy && machines.answers() === answers) return;
    if (Date.now() > deadline) throw new Error('it goes on and on');
    await sleep(50);
  }
}

async function waiting(): Promise<number> {
  const { rows } = await inTenant(tenant.id, (tx) =>
    tx.execute<{ count: number }>(sql`
      select ((select count(*) from inbound_mails where state = 'waiting')
        + (select count(*) from outbox_messages where state = 'queued'))::int as count`),
  );
  return rows[0]!.count;
}
