import { mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { RawStoreAway, rawFile, rawFolder } from '@/notifications/inbound/raw-store';
import { resumeInbound } from '@/notifications/inbound/resume-inbound';
import { inboundMails } from '@/notifications/inbound/tables';
import { replyAddressFor } from '@/notifications/reply-address';
import { contacts } from '@/people/tables';
import type { AttachmentStore } from '@/platform/attachment-store';
import { minutes } from '@/platform/clock';
import { DatabaseAway, Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { receiveMail } from '@/tickets/mail/receive-mail';
import { readTicket } from '@/tickets/read-ticket';
import { aTicket, mailedBy, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { onDatabase } from '~tests/setup/statement';
import { asSystem } from '~tests/setup/tenants';
import { dnsOfSenders, mailRow, otherAddress, sendIn } from './inbound';

const store = vi.hoisted(() => ({ trouble: undefined as Error | undefined }));
vi.mock('@/platform/disk-store', async (original) => {
  const { diskStore } = await original<typeof import('@/platform/disk-store')>();
  const put = (...what: Parameters<AttachmentStore['put']>) =>
    store.trouble ? Promise.reject(store.trouble) : diskStore().put(...what);
  return { diskStore: () => ({ ...diskStore(), put }) };
});

await buildMailReader();
const dns = await dnsOfSenders(['customer.test', 'msp.test']);
process.env.MAIL_INBOUND_PORT = '0';
process.env.MAIL_FROM = 'Desk <no-reply@desk.test>';
const urls = await freshDatabase();
const { tenant, requester } = await makeDesk();
const system = await asSystem(tenant, 'receiveMail');
afterEach(() => {
  store.trouble = undefined;
  dns.failWith('_dmarc.customer.test', undefined);
});
afterAll(() => dns.stop());

const addressOf = async ({ actor }: Scope<Contact>) => {
  const [row] = await inTenant(tenant.id, (tx) =>
    tx.select({ email: contacts.email }).from(contacts).where(eq(contacts.id, actor.id)),
  );
  return row!.email!;
};
const from = await addressOf(requester);
const signed = (number: number) =>
  replyAddressFor(tenant, { number, readerId: requester.actor.id });
const readAgain = async (mailId: string) => {
  await receiveMail(system, { mailId });
  return mailRow(tenant, mailId);
};

it('a signed address says nothing while DNS does not say whether DMARC fails', async () => {
  const number = await aTicket(requester);
  dns.failWith('_dmarc.customer.test', 'SERVFAIL');
  const letter = { from, to: signed(number), text: 'Pay to another account.' };
  const mails = await mailedBy(tenant, async () => {
    const mail = await sendIn(tenant, { ...letter, remoteAddress: otherAddress });
    expect(mail).toMatchObject({ state: 'waiting', attempts: 1 });
    const states: string[] = [];
    for (let again = 0; again < 4; again++) states.push((await readAgain(mail.id)).state);
    expect(states).toEqual(['waiting', 'waiting', 'waiting', 'accepted']);
    expect(await mailRow(tenant, mail.id)).toMatchObject({
      reason: 'note',
      authentication: { dmarc: 'temperror', aligned: false },
    });
  });
  expect(mails).toEqual([]);
  expect((await readTicket(requester, number)).messages).toEqual([]);
});

it('a mail is a reply as soon as DNS answers again', async () => {
  const number = await aTicket(requester);
  dns.failWith('customer.test', 'SERVFAIL');
  dns.failWith('_dmarc.customer.test', 'SERVFAIL');
  const mail = await sendIn(tenant, { from, to: signed(number), text: 'It works now.' });
  dns.failWith('customer.test', undefined);
  dns.failWith('_dmarc.customer.test', undefined);
  expect(mail.state).toBe('waiting');
  expect(await readAgain(mail.id)).toMatchObject({ state: 'accepted', reason: 'reply' });
});

it('rests longer after each try, as far as it is known to have failed', async () => {
  const mail = await sendIn(tenant, { from, subject: 'Rests' });
  const orderedAfter = async (attempts: number, time: number) => {
    const receivedAt = new Date(Date.now() - time);
    await inTenant(tenant.id, (tx) =>
      tx
        .update(inboundMails)
        .set({ state: 'waiting', attempts, receivedAt })
        .where(eq(inboundMails.id, mail.id)),
    );
    await onDatabase(urls.admin, 'delete from graphile_worker._private_jobs');
    await resumeInbound();
    const jobs = await onDatabase(urls.admin, 'select from graphile_worker._private_jobs');
    return jobs.length > 0;
  };
  const due = [
    ...[await orderedAfter(0, minutes(1.9)), await orderedAfter(0, minutes(2.1))],
    ...[await orderedAfter(1, minutes(1.9)), await orderedAfter(1, minutes(2.1))],
    ...[await orderedAfter(3, minutes(7.9)), await orderedAfter(3, minutes(8.1))],
  ];
  expect(due).toEqual([false, true, false, true, false, true]);
  await readAgain(mail.id);
});

const full = new Refusal('attachments.diskFull', { status: 507 });
const withFile = [
  'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x',
  'Content-Type: text/plain\r\n\r\nSee the file.\r\n--x',
  'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="log.txt"\r\n\r\nline\r\n--x--\r\n',
].join('\r\n');

it.each([
  ['a full disk', full],
  ['a database that goes away', new DatabaseAway(new Error('Connection ended'))],
  ['a full disk of the database', Object.assign(new Error('no room'), { code: '53100' })],
])('ten tries at %s count as none, and then it is a ticket', async (_, error) => {
  store.trouble = error;
  const sending = sendIn(tenant, { from, subject: error.message, body: withFile });
  await expect(sending).rejects.toBe(error);
  const [{ id } = { id: '' }] = await inTenant(tenant.id, (tx) =>
    tx.select().from(inboundMails).where(eq(inboundMails.state, 'waiting')),
  );
  for (let again = 0; again < 9; again++) {
    await expect(receiveMail(system, { mailId: id })).rejects.toBe(error);
  }
  expect(await mailRow(tenant, id)).toMatchObject({ state: 'waiting', attempts: 0 });
  store.trouble = undefined;
  expect(await readAgain(id)).toMatchObject({ state: 'accepted', reason: 'open' });
});

/** One that was taken in, and could not be read at once. */
async function waitingMail(): Promise<{ id: string; storageKey: string }> {
  store.trouble = full;
  const sending = sendIn(tenant, { from, subject: newId(), body: withFile });
  await expect(sending).rejects.toBe(full);
  store.trouble = undefined;
  const [mail] = await inTenant(tenant.id, (tx) =>
    tx.select().from(inboundMails).where(eq(inboundMails.state, 'waiting')),
  );
  return mail!;
}

it('waits, however often it is tried, while the disk that mails lie on is not there', async () => {
  const { id } = await waitingMail();
  const folder = rawFolder(tenant.id);
  renameSync(folder, `${folder}.away`);
  for (let again = 0; again < 9; again++) {
    await expect(receiveMail(system, { mailId: id })).rejects.toBeInstanceOf(RawStoreAway);
  }
  expect(await mailRow(tenant, id)).toMatchObject({ state: 'waiting', attempts: 0 });
  renameSync(`${folder}.away`, folder);
  expect(await readAgain(id)).toMatchObject({ state: 'accepted', reason: 'open' });
});

it('waits where its bytes are there and can’t be read', async () => {
  const { id, storageKey } = await waitingMail();
  const file = rawFile(storageKey);
  renameSync(file, `${file}.kept`);
  mkdirSync(file); // opens, and answers EISDIR when it is read
  await expect(receiveMail(system, { mailId: id })).rejects.toBeInstanceOf(RawStoreAway);
  expect(await mailRow(tenant, id)).toMatchObject({ state: 'waiting', attempts: 0 });
  rmdirSync(file);
  renameSync(`${file}.kept`, file);
  expect(await readAgain(id)).toMatchObject({ state: 'accepted', reason: 'open' });
});

it('is put aside after eight tries where its file alone is missing', async () => {
  const { id, storageKey } = await waitingMail();
  rmSync(rawFile(storageKey));
  for (let again = 0; again < 8; again++) {
    await expect(receiveMail(system, { mailId: id })).rejects.toThrow('is gone');
  }
  expect(await readAgain(id)).toMatchObject({ state: 'failed', reason: 'tooManyTries' });
});

it('what fails for another reason is put aside after eight tries', async () => {
  store.trouble = new TypeError('something of ours is wrong');
  const sending = sendIn(tenant, { from, subject: 'Fails', body: withFile });
  await expect(sending).rejects.toBe(store.trouble);
  const [{ id } = { id: '' }] = await inTenant(tenant.id, (tx) =>
    tx.select().from(inboundMails).where(eq(inboundMails.state, 'waiting')),
  );
  for (let again = 0; again < 7; again++) {
    await expect(receiveMail(system, { mailId: id })).rejects.toBe(store.trouble);
  }
  expect(await readAgain(id)).toMatchObject({ state: 'failed', reason: 'tooManyTries' });
});
