import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import type { Invitation } from '@/notifications/inbound/read-invitation';
import { contacts } from '@/people/tables';
import { bodyOfMail } from '@/tickets/mail/body-of-mail';
import { readTicket } from '@/tickets/read-ticket';
import { tickets } from '@/tickets/tables';
import { makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { dnsOfSenders, sendIn } from './inbound';

await buildMailReader();
const dns = await dnsOfSenders(['customer.test']);
process.env.MAIL_INBOUND_PORT = '0';
await freshDatabase();
const { tenant, requester } = await makeDesk();
afterAll(() => dns.stop());

const event: Invitation = {
  deed: 'invite',
  title: 'Printer check',
  location: 'Room 4',
  start: { local: '2026-11-27T14:00', zone: 'W. Europe Standard Time' },
  end: { local: '2026-11-27T15:30', zone: 'W. Europe Standard Time' },
};
const said = (
  invitation: Invitation | null,
  defaultLanguage: TenantIdentity['defaultLanguage'] = 'en',
) =>
  bodyOfMail(
    { tenant: { ...tenant, defaultLanguage } },
    { ownText: 'Join us.', isEncrypted: false, invitation },
  ).then((text) => text.replace(/[\u2009\u202f\u00a0]/g, ' '));

it('says when an invitation is for, on the clock of whoever invites', async () => {
  expect(await said(event)).toBe(
    'Join us.\n\nInvitation: Printer check · Friday, November 27, 2026, 2:00 – 3:30 PM (W. Europe Standard Time) · Room 4',
  );
  expect(await said(event, 'de')).toBe(
    'Join us.\n\nEinladung: Printer check · Freitag, 27. November 2026, 14:00–15:30 Uhr (W. Europe Standard Time) · Room 4',
  );
  expect(await said(null)).toBe('Join us.');
});

it('names a whole day once, and what is called off or answered', async () => {
  const day: Invitation = {
    ...event,
    location: '',
    start: { local: '2026-11-27', zone: null },
    end: { local: '2026-11-28', zone: null },
  };
  expect(await said({ ...day, deed: 'cancel' })).toMatch(
    /Cancelled event: Printer check · Friday, November 27, 2026$/,
  );
  expect(await said({ ...day, end: null, deed: 'answer' }, 'fr')).toMatch(
    /Réponse à une invitation : Printer check · vendredi 27 novembre 2026$/,
  );
  const two = { ...day, end: { local: '2026-11-29', zone: null } };
  expect(await said(two)).toMatch(/Friday, November 27 – Saturday, November 28, 2026$/);
});

it.each([
  ['wrapped/smime-encrypted', 'encrypted.eml', /^This e-mail is encrypted/],
  ['wrapped/pgp-mime-encrypted', 'encrypted.eml', /^This e-mail is encrypted/],
  ['wrapped/tnef-with-two-files', 'Report of the hall.pdf', /^See the files\.$/],
  ['hostile/file-name-climbs-up', 'passwd', /^Hello\.$/],
])('%s becomes a ticket that says so, with its file', async (name, fileName, text) => {
  const corpus = new URL(`../../notifications/inbound/corpus/${name}.eml`, import.meta.url);
  const [head, ...rest] = readFileSync(corpus, 'latin1').split('\r\n\r\n');
  const type = /^(?:content-[\s\S]*)$/im.exec(head!)![0];
  const [row] = await inTenant(tenant.id, (tx) =>
    tx.select().from(contacts).where(eq(contacts.id, requester.actor.id)),
  );
  const mail = await sendIn(tenant, {
    from: row!.email!,
    subject: name,
    body: `${type}\r\n\r\n${rest.join('\r\n\r\n')}`,
  });
  const [ticket] = await inTenant(tenant.id, (tx) =>
    tx.select().from(tickets).where(eq(tickets.id, mail.ticketId!)),
  );
  const view = await readTicket(requester, ticket!.number);
  expect(view.description).toMatch(text);
  expect(view.attachments.map((file) => file.fileName)).toContain(fileName);
});
