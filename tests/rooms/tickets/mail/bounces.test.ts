import { afterAll, expect, it } from 'vitest';
import { deliverMail } from '@/notifications/deliver-mail';
import { closeMailTransport } from '@/notifications/mail-transport';
import { returnAddressFor } from '@/notifications/outbound/return-address';
import { noteUndelivered } from '@/tickets/mail/note-undelivered';
import { readTicket } from '@/tickets/read-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { aTicket, mailsOf, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { startMoodyMailServer } from '~tests/setup/moody-mail-server';
import { asContact, asSystem } from '~tests/setup/tenants';
import { dnsOfSenders, sendIn } from './inbound';

await buildMailReader();
const sink = await startMoodyMailServer();
const dns = await dnsOfSenders(['mx.test']);
process.env.SMTP_URL = sink.url;
process.env.MAIL_INBOUND_PORT = '0';
process.env.MAIL_FROM = 'no-reply@desk.test';
await freshDatabase();
const desk = await makeDesk();
const { tenant, technician } = desk;
afterAll(async () => {
  closeMailTransport();
  await sink.stop();
  await dns.stop();
});

/** A reply that has left for a new contact. */
async function sentReply() {
  const requester = await asContact(tenant, { company: desk.company });
  const number = await aTicket(requester);
  await replyToTicket(technician, { number, body: 'Try again.' });
  const mail = (await mailsOf(tenant)).find(
    ({ template, about }) => template === 'ticketReply' && about === requester.actor.id,
  )!;
  await deliverMail(await asSystem(tenant, 'deliverMail'), { messageId: mail.id });
  return { number, requester, id: mail.id, address: mail.toAddress };
}

/** What a mail server writes to the sender of a mail that it could not deliver (RFC 3464). */
function report(address: string, messageId: string | null, status = '5.2.2') {
  const part = (type: string, lines: string[]) =>
    ['--cut', `Content-Type: ${type}`, '', ...lines, ''].join('\r\n');
  return [
    '\r\n',
    part('text/plain', ['Your message could not be delivered.']),
    '\r\n',
    part('message/delivery-status', [
      'Reporting-MTA: dns; mx.test',
      '',
      `Final-Recipient: rfc822; ${address}`,
      'Action: failed',
      `Status: ${status}`,
      'Diagnostic-Code: smtp; 552 mailbox full',
    ]),
    '\r\n',
    messageId === null
      ? ''
      : part('text/rfc822-headers', [`Message-ID: ${messageId}`, 'Subject: Re: x']),
    '\r\n--cut--\r\n',
  ].join('');
}
const daemon = {
  from: 'MAILER-DAEMON@mx.test',
  subject: 'Undelivered Mail Returned to Sender',
  headers: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=cut' },
};

const linesOf = async (number: number, messageId: string) => {
  await noteUndelivered(await asSystem(tenant, 'noteUndelivered'), { messageId });
  return (await readTicket(technician, number)).messages;
};

it('a bounce stands on its ticket as a line for technicians, never as a reply', async () => {
  const { number, requester, id, address } = await sentReply();
  const before = (await readTicket(requester, number)).messages.length;
  const mail = await sendIn(tenant, { ...daemon, body: report(address, `<${id}@desk.test>`) });
  expect(mail).toMatchObject({ state: 'ignored', reason: 'bounce' });
  const lines = await linesOf(number, id);
  expect(lines.map(({ event }) => event).filter(Boolean)).toEqual([
    { what: 'undelivered', to: address, problem: 'mailboxFull' },
  ]);
  expect(lines.filter(({ kind }) => kind === 'reply')).toHaveLength(before);
  expect((await readTicket(requester, number)).messages).toHaveLength(before);
});

it('a bounce that names no mail of ours is known by the address that it came to', async () => {
  const { number, id, address } = await sentReply();
  await sendIn(tenant, {
    ...daemon,
    to: returnAddressFor(tenant, id),
    body: report(address, null, '5.1.1'),
  });
  expect((await linesOf(number, id)).flatMap(({ event }) => event ?? [])).toEqual([
    { what: 'undelivered', to: address, problem: 'noSuchAddress' },
  ]);
});

it('a bounce whose address somebody made up changes nothing', async () => {
  const { number, id, address } = await sentReply();
  const forged = returnAddressFor(tenant, id).replace(/-[0-9a-f]{24}@/, `-${'0'.repeat(24)}@`);
  await sendIn(tenant, { ...daemon, to: forged, body: report(address, null) });
  expect((await linesOf(number, id)).flatMap(({ event }) => event ?? [])).toEqual([]);
});
