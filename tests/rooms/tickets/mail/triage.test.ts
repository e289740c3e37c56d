import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { removeRaw } from '@/notifications/inbound/raw-store';
import { companyDomains, contacts } from '@/people/tables';
import { acceptMail } from '@/tickets/mail/accept-mail';
import { attachMailFiles } from '@/tickets/mail/attach-mail-files';
import { dismissMail } from '@/tickets/mail/dismiss-mail';
import { openRawMail } from '@/tickets/mail/open-raw-mail';
import { readInboundMail, readInboundMails } from '@/tickets/mail/read-inbound-mails';
import { retryMail } from '@/tickets/mail/retry-mail';
import { readTicket } from '@/tickets/read-ticket';
import { auditedBy, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { refusalOf } from '~tests/setup/proofs';
import { asApiKey, asSystem, makeCompany } from '~tests/setup/tenants';
import { dnsOfSenders, mailRow, otherAddress, sendIn } from './inbound';

await buildMailReader();
const dns = await dnsOfSenders(['gmail.com', 'two.test', 'msp.test', 'customer.test']);
await freshDatabase();
const { tenant, technician, requester, company } = await makeDesk();
const other = await makeDesk();
afterAll(() => dns.stop());

const waiting = (from = 'Max <max@gmail.com>', more = {}) =>
  sendIn(tenant, { from, subject: `Help ${from} ${Math.random()}`, ...more });

/** Whoever is not of the tenant's side, or of another's, finds nothing; a key needs the scope. */
async function refusedToOthers(deed: (scope: Scope<Staff>) => Promise<unknown>) {
  expect(await refusalOf(deed(other.technician))).toMatchObject({ status: 404 });
  const contact = requester as unknown as Scope<Staff>;
  expect(await refusalOf(deed(contact))).toMatchObject({ status: 404 });
  const key = await asApiKey(tenant, ['contacts:read']);
  expect(await refusalOf(deed(key))).toMatchObject({ key: 'api.scopeMissing', status: 403 });
}

describe('the queue', () => {
  it('shows why a mail waits and what one click would do', async () => {
    const [one, two] = [await makeCompany(tenant, 'Alder'), await makeCompany(tenant, 'Beech')];
    await inTenant(tenant.id, (tx) =>
      tx
        .insert(companyDomains)
        .values(
          [one, two].map(({ id }) => ({ tenantId: tenant.id, companyId: id, domain: 'two.test' })),
        ),
    );
    const email = await emailOf(requester.actor.id);
    const ids = [
      (await waiting()).id,
      (await waiting('x@two.test')).id,
      (await waiting(email, { remoteAddress: otherAddress })).id,
      (await waiting(technician.actor.email)).id,
    ];
    const { rows, waiting: counts } = await readInboundMails(technician);
    expect(counts.triage).toBe(4);
    expect(rows.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(rows.toReversed().map(({ reason, acceptance }) => [reason, acceptance])).toEqual([
      ['freemail', { of: 'anyCompany' }],
      ['severalCompanies', { of: 'companies', companies: [one, two] }],
      [
        'authentication',
        {
          of: 'contact',
          contact: { id: requester.actor.id, name: requester.actor.name },
          company,
        },
      ],
      ['technician', null],
    ]);
    const first = await readInboundMails(technician, { limit: 3 });
    const rest = await readInboundMails(technician, { limit: 3, cursor: first.nextCursor });
    expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(ids.toReversed());
    expect((await readInboundMails(other.technician)).rows).toEqual([]);
    await refusedToOthers((scope) => readInboundMail(scope, ids[0]!));
  });
});

describe('accepting a mail', () => {
  it('keeps each of many files, which had been stored when it was read', async () => {
    const file = (at: number) =>
      `Content-Type: text/plain\r\nContent-Disposition: attachment; filename="${at}.txt"\r\n\r\n${at}\r\n--x`;
    const body = [
      'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x',
      'Content-Type: text/plain\r\n\r\nSee the files.\r\n--x',
      ...Array.from({ length: 25 }, (_, at) => file(at)),
    ].join('\r\n');
    const { id: mailId } = await waiting('Ann <ann@gmail.com>', { body: `${body}--\r\n` });
    await acceptMail(technician, { mailId, companyId: company.id });
    await attachMailFiles(await asSystem(tenant, 'attachMailFiles'), { mailId });
    const { ticketNumber } = await readInboundMail(technician, mailId);
    expect((await readTicket(technician, ticketNumber!)).attachments).toHaveLength(25);
  });

  it('opens its ticket, and a stranger becomes a contact of the company chosen', async () => {
    const body = [
      'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x',
      'Content-Type: text/plain\r\n\r\nSee the file.\r\n--x',
      'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="log.txt"\r\n\r\nline\r\n--x--\r\n',
    ].join('\r\n');
    const { id: mailId } = await waiting('Eve <eve@gmail.com>', { body });
    await refusedToOthers((scope) => acceptMail(scope, { mailId, companyId: company.id }));
    expect(await refusalOf(acceptMail(technician, { mailId }))).toMatchObject({
      fields: { companyId: 'fields.required' },
    });
    const events = await auditedBy(tenant, () =>
      acceptMail(technician, { mailId, companyId: company.id }),
    );
    expect(events.sort()).toEqual(['contact.created', 'inboundMail.accepted', 'ticket.opened']);
    const system = await asSystem(tenant, 'attachMailFiles');
    await attachMailFiles(system, { mailId });
    await attachMailFiles(system, { mailId });
    await removeRaw((await mailRow(tenant, mailId)).storageKey);
    await expect(attachMailFiles(system, { mailId })).rejects.toThrow('is gone'); // and tries again
    const { ticketNumber, state } = await readInboundMail(technician, mailId);
    expect(state).toBe('accepted');
    expect(await readTicket(technician, ticketNumber!)).toMatchObject({
      description: 'See the file.',
      requester: { name: 'Eve' },
      company: { id: company.id },
      attachments: [{ fileName: 'log.txt' }],
    });
    expect(await refusalOf(acceptMail(technician, { mailId }))).toMatchObject({
      key: 'inboundMail.settled',
    });
  });

  it('twice at once is one ticket', async () => {
    const { id: mailId } = await waiting('Zed <zed@gmail.com>');
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => acceptMail(technician, { mailId, companyId: company.id })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

it('dismissing a mail takes it out of the queue, once', async () => {
  const { id: mailId } = await waiting();
  await refusedToOthers((scope) => dismissMail(scope, { mailId }));
  expect(await auditedBy(tenant, () => dismissMail(technician, { mailId }))).toEqual([
    'inboundMail.dismissed',
  ]);
  expect((await mailRow(tenant, mailId)).state).toBe('dismissed');
  expect(await refusalOf(dismissMail(technician, { mailId }))).toMatchObject({ status: 409 });
});

it('a mail that was put aside can be read again', async () => {
  const everybody = Array.from({ length: 30_000 }, (_, at) => `a${at}@customer.test`).join(', ');
  const { id: mailId, state } = await waiting('m@customer.test', { headers: { Cc: everybody } });
  expect(state).toBe('failed');
  await refusedToOthers((scope) => retryMail(scope, { mailId }));
  expect(await auditedBy(tenant, () => retryMail(technician, { mailId }))).toEqual([
    'inboundMail.retried',
  ]);
  expect(await mailRow(tenant, mailId)).toMatchObject({ state: 'waiting', attempts: 0 });
  expect(await refusalOf(retryMail(technician, { mailId }))).toMatchObject({ status: 409 });
});

it('the original comes byte for byte, and only to the tenant’s side', async () => {
  const mail = await waiting('Max <max@gmail.com>', { subject: '../../x' });
  await refusedToOthers((scope) => openRawMail(scope, mail.id));
  const { stream, size, fileName } = await openRawMail(technician, mail.id);
  const bytes = Buffer.concat(await stream.toArray());
  expect(bytes).toHaveLength(size);
  expect(bytes.toString()).toContain('Subject: ../../x\r\n');
  expect(fileName).not.toMatch(/[/\\]/);
  await removeRaw(mail.storageKey);
  expect(await refusalOf(openRawMail(technician, mail.id))).toMatchObject({ status: 404 });
});

async function emailOf(id: string) {
  const [row] = await inTenant(tenant.id, (tx) =>
    tx.select({ email: contacts.email }).from(contacts).where(eq(contacts.id, id)),
  );
  return row!.email!;
}
