import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { changeField } from '@/fields/change-field';
import { replyAddressFor } from '@/notifications/reply-address';
import { changeContact } from '@/people/change-contact';
import { companyDomains, contacts } from '@/people/tables';
import { newId } from '@/platform/ids';
import { settings as settingsTable } from '@/settings/tables';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { changeTicketStatus } from '@/tickets/change-ticket-status';
import { closeTicket } from '@/tickets/close-ticket';
import { receiveMail } from '@/tickets/mail/receive-mail';
import { mergeContacts } from '@/tickets/merge-contacts';
import { mergeTicket } from '@/tickets/merge-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { tickets } from '@/tickets/tables';
import { aTicket, auditedBy, mailedBy, mailsOf, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { waitingForLocks } from '~tests/setup/statement';
import { asContact, asSystem, makeCompany, makeTenant } from '~tests/setup/tenants';
import { dnsOfSenders, type Letter, otherAddress, sendIn } from './inbound';

await buildMailReader();
const domains = ['customer.test', 'msp.test', 'birch.test', 'two.test', 'gmail.com'];
const dns = await dnsOfSenders(domains);
process.env.MAIL_INBOUND_PORT = '0';
process.env.MAIL_FROM = 'Desk <no-reply@desk.test>';
const urls = await freshDatabase();
const desk = await makeDesk();
const { tenant, requester, colleague, technician, admin, company } = desk;
afterAll(() => dns.stop());

const addressOf = async ({ actor }: Scope<Contact>) => {
  const [row] = await inTenant(tenant.id, (tx) =>
    tx.select({ email: contacts.email }).from(contacts).where(eq(contacts.id, actor.id)),
  );
  return row!.email!;
};
const requesterAddress = await addressOf(requester);
const signed = (number: number, { actor }: { actor: { id: string } }) =>
  replyAddressFor(tenant, { number, readerId: actor.id });
const ticketOf = async (id: string | null) => {
  const [row] = await inTenant(tenant.id, (tx) =>
    tx.select().from(tickets).where(eq(tickets.id, id!)),
  );
  return row!;
};
const own = (domain: string, companyId: string) =>
  inTenant(tenant.id, (tx) =>
    tx.insert(companyDomains).values({ tenantId: tenant.id, companyId, domain }),
  );

describe('a mail to the desk', () => {
  it('of a contact becomes their ticket, and is confirmed without a word of theirs', async () => {
    const mail = await sendIn(tenant, {
      from: `Requester <${requesterAddress}>`,
      subject: 'Re: AW: Buy cheap <b>pills</b>',
      text: 'Hello,\n\nit blinks.\n',
    });
    expect(mail).toMatchObject({ state: 'accepted', reason: 'open', ticketId: mail.id });
    const ticket = await ticketOf(mail.ticketId);
    expect(ticket).toMatchObject({
      title: 'Buy cheap <b>pills</b>',
      description: 'Hello,\n\nit blinks.',
      requesterId: requester.actor.id,
      companyId: company.id,
      source: 'mail',
    });
    const sent = (await mailsOf(tenant)).filter((one) => one.headers.inReplyTo?.includes(mail.id));
    const confirmation = sent.find((one) => one.about === requester.actor.id)!;
    expect(confirmation.template).toBe('ticketOpened');
    expect(JSON.stringify(confirmation.params)).not.toMatch(/pills|blinks/);
    expect(confirmation.headers.replyTo).toBe(signed(ticket.number, requester));
    expect(sent.some((one) => one.about === admin.actor.id)).toBe(true);
  });

  it('has its subject cut before a sign, not within it', async () => {
    const subject = `${'x'.repeat(198)}😀 and more`;
    const mail = await sendIn(tenant, { from: requesterAddress, subject });
    expect(mail).toMatchObject({ state: 'accepted', reason: 'open' });
    expect((await ticketOf(mail.ticketId)).title).toBe(`${'x'.repeat(198)}…`);
  });

  it('delivered three times is one ticket, also when its job runs again', async () => {
    const letter = {
      from: requesterAddress,
      subject: 'Three times',
      messageId: '<three@customer.test>',
    };
    const first = await sendIn(tenant, letter);
    const second = await sendIn(tenant, { ...letter, headers: { 'X-Hop': 'another way' } });
    const third = await sendIn(tenant, letter);
    expect([second, third]).toMatchObject([
      { id: first.id, isRepeated: true },
      { id: first.id, isRepeated: true },
    ]);
    await receiveMail(await asSystem(tenant, 'receiveMail'), { mailId: first.id });
    const rows = await inTenant(tenant.id, (tx) =>
      tx.select().from(tickets).where(eq(tickets.title, 'Three times')),
    );
    expect(rows).toHaveLength(1);
  });

  it('of a contact whom nothing vouches for goes to triage, and nothing else happens', async () => {
    expect(
      await mailedBy(tenant, async () => {
        const mail = await sendIn(tenant, {
          from: requesterAddress,
          subject: 'Forged',
          remoteAddress: otherAddress,
        });
        expect(mail).toMatchObject({ state: 'triage', reason: 'authentication', ticketId: null });
        expect(mail.authentication).toMatchObject({ spf: 'fail', dmarc: 'fail', aligned: false });
      }),
    ).toEqual([]);
  });

  it('is ignored where a machine wrote it', async () => {
    const mail = await sendIn(tenant, {
      from: requesterAddress,
      subject: 'I am away',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    expect(mail).toMatchObject({ state: 'ignored', reason: 'autoReply' });
  });
});

it('what a group hands on to the desk is no list, nor is what the desk sent itself a matter', async () => {
  const settings = { mailSender: { name: '', replyTo: '', from: 'support@msp.test' } };
  await inTenant(tenant.id, (tx) => {
    const rows = Object.entries(settings).map(([key, value]) => ({
      tenantId: tenant.id,
      key,
      value,
    }));
    return tx.insert(settingsTable).values(rows);
  });
  const list = { Precedence: 'list', 'List-Id': '<support.msp.test>' };
  const reasonOf = async (letter: Partial<Letter>) =>
    (await sendIn(tenant, { from: requesterAddress, subject: newId(), ...letter })).reason;
  expect(await reasonOf({ headers: list })).toBe('list');
  expect(await reasonOf({ headers: { ...list, To: 'IT desk <support@msp.test>' } })).toBe('open');
  expect(await reasonOf({ from: 'support@msp.test' })).toBe('loop');
});

describe('an answer', () => {
  it('to the address signed for a contact is their reply, without what it quotes', async () => {
    const number = await aTicket(requester);
    const mail = await sendIn(tenant, {
      from: requesterAddress,
      to: signed(number, requester),
      text: 'It works now.\n\nOn Fri, 27 Nov 2026 at 03:00, Desk <no-reply@desk.test> wrote:\n> Does it?\n> Tess',
    });
    expect(mail).toMatchObject({ state: 'accepted', reason: 'reply', ticketMessageId: mail.id });
    const { messages } = await readTicket(requester, number);
    expect(messages.at(-1)).toMatchObject({
      id: mail.id,
      kind: 'reply',
      body: 'It works now.',
      author: { kind: 'contact', id: requester.actor.id },
    });
  });

  it('finds its ticket by what it refers to, brings its files and names what is not taken', async () => {
    const number = await aTicket(requester);
    const { id } = await readTicket(requester, number);
    const body = [
      'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x',
      'Content-Type: text/plain\r\n\r\nSee the file.\r\n--x',
      'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="log.txt"\r\n\r\nline\r\n--x',
      'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="run.exe"\r\n\r\nMZ\r\n--x--\r\n',
    ].join('\r\n');
    await sendIn(tenant, {
      from: requesterAddress,
      body,
      headers: { References: `<ticket-${id}@desk.test>` },
    });
    const { messages } = await readTicket(requester, number);
    expect(messages.at(0)).toMatchObject({
      body: 'See the file.',
      attachments: [{ fileName: 'log.txt' }],
    });
    expect((await readTicket(technician, number)).messages.at(-1)?.event).toEqual({
      what: 'filesLeftOut',
      files: [{ name: 'run.exe', reason: 'forbiddenType' }],
    });
  });

  it('is the same word on another ticket, and no machine’s for that', async () => {
    const [first, second] = [await aTicket(requester), await aTicket(requester)];
    const letter = { from: requesterAddress, subject: 'Re: Your question', text: 'Yes, please.' };
    for (const number of [first, second]) {
      expect(await sendIn(tenant, { ...letter, to: signed(number, requester) })).toMatchObject({
        reason: 'reply',
      });
    }
    const again = await sendIn(tenant, { ...letter, to: signed(second, requester) });
    expect(again).toMatchObject({ state: 'ignored', reason: 'repeated' });
  });

  it('counts as signed for whom its reader was merged into', async () => {
    const twin = await asContact(tenant, { company });
    const from = 'twin@nobody-vouches.test';
    await changeContact(technician, { id: twin.actor.id, email: from });
    const number = await aTicket(twin);
    const to = signed(number, twin);
    await mergeContacts(technician, { keepId: requester.actor.id, duplicateId: twin.actor.id });
    expect(await sendIn(tenant, { from, to, text: 'Mine.' })).toMatchObject({ reason: 'reply' });
    expect((await readTicket(technician, number)).messages.at(-1)).toMatchObject({
      body: 'Mine.',
      author: { id: requester.actor.id },
    });
  });

  it('stays on its ticket where that was merged and opened again', async () => {
    const [merged, into] = [await aTicket(requester), await aTicket(requester)];
    await mergeTicket(technician, { number: merged, into });
    await changeTicketStatus(technician, { number: merged, statusKey: 'open' });
    const letter = { from: requesterAddress, text: `Still there, ${merged}.` };
    await sendIn(tenant, { ...letter, to: signed(merged, requester) });
    const bodies = async (number: number) =>
      (await readTicket(requester, number)).messages.map(({ body }) => body);
    expect(await bodies(merged)).toContain(letter.text);
    await changeTicketStatus(technician, { number: merged, statusKey: 'closed' }); // by itself now
    await sendIn(tenant, { ...letter, text: 'And again.', to: signed(merged, requester) });
    expect(await bodies(merged)).toContain('And again.');
    expect(await bodies(into)).not.toContain(letter.text);
  });

  it('with a guessed or borrowed signature is a note that contacts never see', async () => {
    const number = await aTicket(requester);
    const address = signed(number, requester);
    const guessed = address.replace(/-[a-z2-7]{24}@/, `-${'a'.repeat(24)}@`);
    const mails = await mailedBy(tenant, async () => {
      const unknown = await sendIn(tenant, { from: 'who@customer.test', to: guessed });
      expect(unknown.state).toBe('triage');
      const borrowed = await sendIn(tenant, { from: 'who@customer.test', to: address });
      expect(borrowed).toMatchObject({ state: 'accepted', reason: 'note' });
    });
    expect(mails).toEqual([]);
    expect((await readTicket(requester, number)).messages).toEqual([]);
    const [note] = (await readTicket(technician, number)).messages;
    expect(note).toMatchObject({
      kind: 'note',
      author: { kind: 'system', name: 'who@customer.test' },
    });
    expect(note!.body).toContain('who@customer.test');
  });

  it('never carries a technician’s authority, whoever signed its address', async () => {
    const number = await aTicket(requester);
    for (const to of [signed(number, technician), signed(number, requester)]) {
      expect(
        await mailedBy(tenant, async () => {
          const mail = await sendIn(tenant, { from: technician.actor.email, to, text: to });
          expect(mail).toMatchObject({ state: 'accepted', reason: 'note' });
        }),
      ).toEqual([]);
    }
    expect((await readTicket(requester, number)).messages).toEqual([]);
    const fresh = await sendIn(tenant, { from: technician.actor.email, subject: 'New' });
    expect(fresh).toMatchObject({ state: 'triage', reason: 'technician' });
  });

  it('that fails DMARC is an unverified note', async () => {
    const number = await aTicket(requester);
    const mail = await sendIn(tenant, {
      from: requesterAddress,
      to: signed(number, requester),
      remoteAddress: otherAddress,
      text: 'Change the bank account.',
    });
    expect(mail).toMatchObject({ state: 'accepted', reason: 'note' });
    expect((await readTicket(requester, number)).messages).toEqual([]);
  });

  it('of a colleague who may not see the ticket is a note, of one in copy a reply', async () => {
    const number = await aTicket(requester);
    const from = await addressOf(colleague);
    const outside = await sendIn(tenant, { from, to: signed(number, requester), text: 'One' });
    expect(outside.reason).toBe('note');
    const shared = await aTicket(requester, { ccIds: [colleague.actor.id] });
    const inside = await sendIn(tenant, { from, to: signed(shared, requester), text: 'Two' });
    expect(inside.reason).toBe('reply');
  });

  it.each(['readOnly', 'hidden'] as const)(
    'to a ticket that can’t be reopened opens the follow-up, the status being %s',
    async (portal) => {
      const number = await aTicket(requester);
      const { id } = await readTicket(requester, number);
      await closeTicket(technician, { number });
      await changeTicketSettings(admin, { reopen: 'never' });
      await changeField(admin, { key: 'status', portal });
      const to = signed(number, requester);
      const mail = await sendIn(tenant, { from: requesterAddress, to, text: 'Again it blinks.' });
      await changeTicketSettings(admin, { reopen: 'always' });
      await changeField(admin, { key: 'status', portal: 'editable' });
      expect(mail).toMatchObject({ state: 'accepted', reason: 'open' });
      expect(await ticketOf(mail.ticketId)).toMatchObject({ followUpOf: id });
    },
  );
});

describe('a stranger', () => {
  it('of a company’s domain becomes its contact, once, however many mails come at once', async () => {
    const birch = await makeCompany(tenant, 'Birch');
    await own('birch.test', birch.id);
    const from = 'Jane Doe <jane@birch.test>';
    const events = await auditedBy(tenant, async () => {
      const both = await Promise.all([
        sendIn(tenant, { from, subject: 'First' }),
        sendIn(tenant, { from, subject: 'Second' }),
      ]);
      expect(both.map((mail) => mail.reason)).toEqual(['open', 'open']);
    });
    expect(events.filter((event) => event === 'contact.created')).toHaveLength(1);
    expect(events.filter((event) => event === 'ticket.opened')).toHaveLength(2);
    const rows = await inTenant(tenant.id, (tx) =>
      tx.select().from(contacts).where(eq(contacts.email, 'jane@birch.test')),
    );
    expect(rows).toMatchObject([{ name: 'Jane Doe', companyId: birch.id, welcomedAt: null }]);
  });

  it('goes to triage from freemail, of two companies, of none, and unauthenticated', async () => {
    const [one, two] = [await makeCompany(tenant), await makeCompany(tenant)];
    await own('two.test', one.id);
    await own('two.test', two.id);
    const reasonOf = async (from: string, more = {}) =>
      (await sendIn(tenant, { from, subject: from, ...more })).reason;
    expect(await reasonOf('x@gmail.com')).toBe('freemail');
    expect(await reasonOf('x@two.test')).toBe('severalCompanies');
    expect(await reasonOf('x@msp.test')).toBe('noCompany');
    expect(await reasonOf('forged@birch.test', { remoteAddress: otherAddress })).toBe(
      'authentication',
    );
    const rows = await inTenant(tenant.id, (tx) =>
      tx.select({ email: contacts.email }).from(contacts),
    );
    expect(rows.map((row) => row.email)).not.toContain('forged@birch.test');
  });
});

it('a mail of another tenant is not there', async () => {
  const other = await makeTenant();
  const mail = await sendIn(tenant, { from: 'x@msp.test', subject: 'Elsewhere' });
  await expect(receiveMail(await asSystem(other), { mailId: mail.id })).resolves.toBeUndefined();
});

it('two machines that say nothing of themselves end after two mails', async () => {
  const number = await aTicket(requester);
  const sent = await mailedBy(tenant, async () => {
    for (let turn = 0; turn < 6; turn++) {
      await sendIn(tenant, {
        from: requesterAddress,
        subject: 'Thanks',
        text: 'We got your mail.',
      });
      await sendIn(tenant, {
        from: requesterAddress,
        to: signed(number, requester),
        text: 'We got your mail.',
        subject: 'Thanks!',
      });
    }
  });
  const toThem = sent.filter((line) => line.endsWith(requester.actor.id));
  expect(toThem.length).toBeLessThanOrEqual(2);
});

describe('mails of one sender that are read at once', () => {
  const reasons = (mails: readonly { reason: string | null }[]) =>
    mails.map(({ reason }) => reason).sort();

  /** All of them have counted what there is, or wait for their turn to, before the first goes on. */
  const atOnce = async (number: number, letters: readonly Letter[]) => {
    const working = await inTenant(tenant.id, async (tx) => {
      await tx.select().from(tickets).where(eq(tickets.number, number)).for('update');
      const mails = Promise.all(letters.map((letter) => sendIn(tenant, letter)));
      await vi.waitFor(async () => {
        expect(await waitingForLocks(urls.admin)).toBe(letters.length);
      }, 10_000);
      return { mails };
    });
    return working.mails;
  };

  it('are the same word once', async () => {
    const number = await aTicket(requester);
    const letter = { from: requesterAddress, to: signed(number, requester), text: 'Away again.' };
    const mails = await atOnce(number, [letter, letter, letter]);
    expect(reasons(mails)).toEqual(['repeated', 'repeated', 'reply']);
  });

  it('are no more about a ticket than one after the other', async () => {
    const person = await asContact(tenant, { company });
    const number = await aTicket(person);
    const [from, to] = [await addressOf(person), signed(number, person)];
    const letter = (text: string) => ({ from, to, text });
    for (let at = 1; at <= 8; at++) await sendIn(tenant, letter(`Line ${at}.`));
    const mails = await atOnce(number, ['Nine.', 'Ten.', 'Eleven.', 'Twelve.'].map(letter));
    expect(reasons(mails)).toEqual(['reply', 'reply', 'tooMany', 'tooMany']);
  });
});

it('what is too much for the reader is put aside, and others are read meanwhile', async () => {
  const everybody = Array.from({ length: 100_000 }, (_, at) => `a${at}@customer.test`).join(', ');
  const [bomb, other] = await Promise.all([
    sendIn(tenant, { from: requesterAddress, headers: { Cc: everybody } }),
    sendIn(tenant, { from: requesterAddress, subject: 'Beside the bomb' }),
  ]);
  expect(bomb).toMatchObject({ state: 'failed', reason: 'unreadable' });
  expect(other.state).toBe('accepted');
});
