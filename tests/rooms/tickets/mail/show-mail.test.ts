import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope, Staff } from '@/access/scope';
import { changeField } from '@/fields/change-field';
import { removeRaw } from '@/notifications/inbound/raw-store';
import { replyAddressFor } from '@/notifications/reply-address';
import { contacts } from '@/people/tables';
import { showMail } from '@/tickets/mail/show-mail';
import { mergeTicket } from '@/tickets/merge-ticket';
import { openAttachment } from '@/tickets/open-attachment';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { aTicket, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { refusalOf } from '~tests/setup/proofs';
import { asApiKey, asTechnician, nextRequest } from '~tests/setup/tenants';
import { dnsOfSenders, mailRow, otherAddress, sendIn } from './inbound';

await buildMailReader();
const dns = await dnsOfSenders(['customer.test', 'gmail.com']);
process.env.MAIL_INBOUND_PORT = '0';
process.env.MAIL_FROM = 'Desk <no-reply@desk.test>';
await freshDatabase();
const { tenant, technician, requester, outsider } = await makeDesk();
const other = await makeDesk();
afterAll(() => dns.stop());

const [row] = await inTenant(tenant.id, (tx) =>
  tx.select({ email: contacts.email }).from(contacts).where(eq(contacts.id, requester.actor.id)),
);
const from = row!.email!;

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const html = `<p>See <b>below</b>: <img src="cid:shot@here" alt="Screen"></p>
  <img src="https://x.test/a.png" alt="Logo"><img src="https://x.test/pixel" width="1" height="1">
  <script>alert(1)</script>
  <div class="gmail_quote"><blockquote class="gmail_quote">What Ada wrote before</blockquote></div>`;

/** HTML with a picture in it, and what a mail program says instead of it. */
const body = [
  'Content-Type: multipart/related; boundary=r\r\n\r\n--r',
  'Content-Type: multipart/alternative; boundary=a\r\n\r\n--a',
  'Content-Type: text/plain\r\n\r\nSee below\r\n--a',
  `Content-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n--a--\r\n--r`,
  'Content-Type: image/png; name=shot.png\r\nContent-ID: <shot@here>\r\nContent-Disposition: inline',
  `Content-Transfer-Encoding: base64\r\n\r\n${png}\r\n--r--\r\n`,
].join('\r\n');

const missing = async (scope: Scope<Contact | Staff>, id: string) =>
  (await refusalOf(showMail(scope, id))).status;

it('is shown where its ticket was merged into another, with its picture', async () => {
  const { id } = await sendIn(tenant, { from, subject: 'Formed twice', body });
  const { rows } = await readTicketList(technician, { q: 'Formed twice' });
  const into = await aTicket(requester);
  await mergeTicket(technician, { number: rows[0]!.number, into });
  const { messages } = await readTicket(technician, into);
  expect(messages[0]).toMatchObject({ id, isFormatted: true, body: 'See below' });
  for (const scope of [technician, requester]) {
    const picture = /src="\/api\/attachments\/([0-9a-f-]{36})"/.exec(
      (await showMail(scope, id)).html,
    );
    expect(await openAttachment(scope, picture![1]!)).toMatchObject({ fileName: 'shot.png' });
  }
  expect(await missing(outsider, id)).toBe(404);
});

describe('a mail that opened a ticket', async () => {
  const { id, ticketId } = await sendIn(tenant, { from, subject: 'Formed', body });
  const number = 1;

  it('is its text first, and says that it can be shown as it was formed', async () => {
    expect(ticketId).toBe(id);
    for (const scope of [technician, requester]) {
      const ticket = await readTicket(scope, number);
      expect(ticket).toMatchObject({ id, description: 'See below', isFormatted: true });
    }
  });

  it('is shown to technicians safely, with its own picture and nothing from elsewhere', async () => {
    const shown = await showMail(technician, id, {});
    expect(shown).toMatchObject({ subject: 'Formed', remotePictures: 1, mayLoadRemote: true });
    expect(shown.html).toContain('<p>See <b>below</b>:');
    expect(shown.html).toContain('alt="Logo"');
    expect(shown.html).not.toMatch(/script|alert|x\.test/);
    expect(shown.html).toMatch(/<details><summary>Earlier messages<\/summary>.*What Ada wrote/s);
    const picture = /src="\/api\/attachments\/([0-9a-f-]{36})"/.exec(shown.html)?.[1] ?? '';
    expect(await openAttachment(requester, picture)).toMatchObject({ mediaType: 'image/png' });
    expect((await refusalOf(openAttachment(outsider, picture))).status).toBe(404);
  });

  it('has pictures of other servers where a technician asks for them, but no pixels', async () => {
    const { html } = await showMail(technician, id, { remote: true });
    expect(html).toContain('src="https://x.test/a.png"');
    expect(html).not.toContain('pixel');
  });

  it('is shown to who sees the ticket, without what was quoted, and never with those', async () => {
    const shown = await showMail(requester, id, { remote: true });
    expect(shown).toMatchObject({ remotePictures: 1, mayLoadRemote: false });
    expect(shown.html).toContain('/api/attachments/');
    expect(shown.html).not.toMatch(/x\.test|Ada|<details/);
  });

  it('does not exist for anybody else', async () => {
    for (const scope of [outsider, other.technician, other.requester]) {
      expect(await missing(scope, id)).toBe(404);
    }
    const without = { ...requester, actor: { ...requester.actor, sections: [] } };
    expect(await missing(without, id)).toBe(404);
    const key = await asApiKey(tenant, ['contacts:read']);
    expect(await refusalOf(showMail(key, id))).toMatchObject({ status: 403 });
    expect(await missing(technician, '0198c0de-0000-7000-8000-000000000000')).toBe(404);
  });

  it('is hidden with the description', async () => {
    await changeField(await asTechnician(tenant, 'admin'), {
      key: 'description',
      portal: 'hidden',
      defaultValue: 'Something',
    });
    const hidden = await nextRequest(requester);
    expect((await readTicket(hidden, number)).isFormatted).toBe(false);
    expect(await missing(hidden, id)).toBe(404);
    expect((await showMail(technician, id)).html).toContain('<b>below</b>');
  });
});

it('in triage has its pictures in its own text, and nothing else', async () => {
  const svg = Buffer.from('<svg onload="alert(1)"/>').toString('base64');
  const bad = `--r\r\nContent-Type: image/png; name=bad.png\r\nContent-ID: <bad@here>\r\nContent-Transfer-Encoding: base64\r\n\r\n${svg}\r\n`;
  const more = html.replace(
    '</p>',
    '<img src="cid:bad@here"><img src="cid:shot@here" alt="Again"><img src="data:image/png;base64,AAAA" alt="Own"></p>',
  );
  const told = body.replace(html, more).replace(/--r--/, `${bad}--r--`);
  const { id, state } = await sendIn(tenant, { from: 'x@gmail.com', subject: 'Who', body: told });
  expect(state).toBe('triage');
  const shown = await showMail(technician, id);
  expect(shown.html.match(/src="[^"]{0,40}/g)).toEqual([
    `src="data:image/png;base64,${png.slice(0, 18)}`,
  ]);
  expect(shown.html).toContain('alt="Own"');
});

describe('a mail that answered a ticket', async () => {
  const number = await aTicket(requester);
  const to = replyAddressFor(tenant, { number, readerId: requester.actor.id });
  const reply = await sendIn(tenant, { from, to, subject: 'Re: Formed', body });
  const note = await sendIn(tenant, { from, to, body, remoteAddress: otherAddress });

  it('is shown where it is a reply, and to technicians alone where it is a note', async () => {
    expect([reply.reason, note.reason]).toEqual(['reply', 'note']);
    const messages = async (scope: Scope) =>
      (await readTicket(scope, number)).messages
        .filter(({ kind }) => kind !== 'event')
        .map(({ id, isFormatted }) => [id, isFormatted]);
    expect(await messages(technician)).toEqual([reply.id, note.id].map((id) => [id, true]));
    expect(await messages(requester)).toEqual([[reply.id, true]]);
    expect((await showMail(requester, reply.id)).html).toContain('<b>below</b>');
    expect((await showMail(technician, note.id)).html).toContain('<b>below</b>');
    expect(await missing(requester, note.id)).toBe(404);
  });

  it('is its text alone where its HTML says no more, and where its bytes are gone', async () => {
    const plain = '\r\n<html><body><p>Just words</p></body></html>';
    const headers = { 'Content-Type': 'text/html; charset=utf-8' };
    const bare = await sendIn(tenant, { from, to, subject: 'Bare', headers, body: plain });
    expect(bare.state).toBe('accepted');
    expect(await missing(technician, bare.id)).toBe(404);
    await removeRaw((await mailRow(tenant, reply.id)).storageKey);
    expect(await missing(technician, reply.id)).toBe(404);
  });
});

it('a mail in triage is shown to technicians, so that they can judge it', async () => {
  const { id, state } = await sendIn(tenant, { from: 'Max <max@gmail.com>', body });
  expect(state).toBe('triage');
  expect((await showMail(technician, id)).html).toContain('<b>below</b>');
  expect(await missing(requester, id)).toBe(404);
});
