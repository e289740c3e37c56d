import { beforeAll, expect, it } from 'vitest';
import type { Scope, Technician } from '@/access/scope';
import { readTicketMails } from '@/tickets/mail/read-ticket-mails';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asApiKey } from '~tests/setup/tenants';
import { aTicket, type Desk, makeDesk } from '../desk';

await freshDatabase();
let desk: Desk;
let number: number;

beforeAll(async () => {
  desk = await makeDesk();
  number = await aTicket(desk.requester);
  await aTicket(desk.requester, { title: 'Another' });
  await replyToTicket(desk.technician, { number, body: 'We look.' });
});

it('every mail about a ticket is shown to technicians, the newest first, and no other’s', async () => {
  const mails = await readTicketMails(desk.technician, number);
  expect(mails.every(({ ticketNumber }) => ticketNumber === number)).toBe(true);
  expect(mails.map(({ template }) => template)).toEqual([
    'ticketReply',
    ...mails.slice(1).map(({ template }) => template),
  ]);
  expect(mails.map(({ template }) => template)).toContain('ticketOpened');
  expect(mails[0]).toMatchObject({ state: 'queued', tries: [] });
});

it('they are not found by another tenant, and refused to contacts and wrong keys', async () => {
  const other = await makeDesk();
  expect(await refusalOf(readTicketMails(other.technician, number))).toMatchObject({ status: 404 });
  const contact = desk.requester as unknown as Scope<Technician>;
  expect(await refusalOf(readTicketMails(contact, number))).toMatchObject({ status: 403 });
  const key = await asApiKey(desk.tenant, ['contacts:read']);
  expect(await refusalOf(readTicketMails(key, number))).toMatchObject({ status: 403 });
});
