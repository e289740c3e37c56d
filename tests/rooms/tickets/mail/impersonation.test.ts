import { eq } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { replyAddressFor } from '@/notifications/reply-address';
import { contacts } from '@/people/tables';
import { newId } from '@/platform/ids';
import { readTicket } from '@/tickets/read-ticket';
import { aTicket, mailedBy, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { dnsOfSenders, goodAddress, otherAddress, sendIn } from './inbound';

await buildMailReader();
const dns = await dnsOfSenders(['customer.test', 'msp.test']);
process.env.MAIL_INBOUND_PORT = '0';
process.env.MAIL_FROM = 'Desk <no-reply@desk.test>';
await freshDatabase();
const { tenant, requester, technician, admin } = await makeDesk();
afterAll(() => dns.stop());

const number = await aTicket(requester);
const { id } = await readTicket(technician, number);
const signed = replyAddressFor(tenant, { number, readerId: technician.actor.id });
const addressOf = async ({ actor }: Scope<Contact>) => {
  const [row] = await inTenant(tenant.id, (tx) =>
    tx.select({ email: contacts.email }).from(contacts).where(eq(contacts.id, actor.id)),
  );
  return row!.email!;
};

/** Every way to say which ticket is meant, with ids that were guessed, seen or stolen. */
const ways: [string, { to?: string; headers?: Record<string, string> }][] = [
  ['a guessed signature', { to: signed.replace(/-[a-z2-7]{24}@/, `-${'a'.repeat(24)}@`) }],
  ['a guessed reader', { to: replyAddressFor(tenant, { number, readerId: newId() }) }],
  ['a stolen address', { to: signed }],
  ['a ticket’s id in References', { headers: { References: `<ticket-${id}@desk.test>` } }],
  ['a ticket’s id in In-Reply-To', { headers: { 'In-Reply-To': `<ticket-${id}@desk.test>` } }],
  ['a ticket’s number in the subject', {}],
];
const letter = (from: string) => ({ from, subject: `Re: #${number} ${newId()}`, text: newId() });

it.each(ways)('a mail as from a technician with %s sends nothing to anybody', async (_, way) => {
  for (const { actor } of [technician, admin]) {
    for (const remoteAddress of [goodAddress, otherAddress]) {
      const mails = await mailedBy(tenant, async () => {
        const mail = await sendIn(tenant, { ...letter(actor.email), ...way, remoteAddress });
        expect(['note', 'technician']).toContain(mail.reason);
      });
      expect(mails).toEqual([]);
    }
  }
  expect((await readTicket(requester, number)).messages).toEqual([]);
});

it.each(ways.slice(2))('a mail that fails DMARC, with %s, is no reply', async (_, way) => {
  const from = await addressOf(requester);
  const before = (await readTicket(requester, number)).messages.length;
  const mails = await mailedBy(tenant, async () => {
    const mail = await sendIn(tenant, { ...letter(from), ...way, remoteAddress: otherAddress });
    expect(mail.authentication).toMatchObject({ dmarc: 'fail' });
    expect(['note', 'authentication']).toContain(mail.reason);
  });
  expect(mails).toEqual([]);
  expect((await readTicket(requester, number)).messages).toHaveLength(before);
});

it('what a mail says of its own authentication counts for nothing', async () => {
  const mail = await sendIn(tenant, {
    ...letter(await addressOf(requester)),
    remoteAddress: otherAddress,
    headers: {
      'Authentication-Results': 'portal.test; spf=pass; dkim=pass; dmarc=pass',
      'Received-SPF': 'pass',
      'ARC-Authentication-Results': 'i=1; portal.test; dmarc=pass',
    },
  });
  expect(mail).toMatchObject({ state: 'triage', reason: 'authentication' });
});
