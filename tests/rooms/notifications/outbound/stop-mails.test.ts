import { eq } from 'drizzle-orm';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { deliverMail } from '@/notifications/deliver-mail';
import { closeMailTransport } from '@/notifications/mail-transport';
import { eraseMailsOfPerson } from '@/notifications/mails-of-person';
import { readStop, resumeMails, stopMails } from '@/notifications/outbound/stop-mails';
import { mailStops, mailTries } from '@/notifications/outbound/tables';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { aTicket, mailsOf, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startMoodyMailServer } from '~tests/setup/moody-mail-server';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asContact, asSystem, makeTenant } from '~tests/setup/tenants';

const sink = await startMoodyMailServer();
process.env.SMTP_URL = sink.url;
process.env.MAIL_FROM = 'no-reply@desk.test';
process.env.TRUSTED_PROXIES = 'loopback'; // links are HTTPS
await freshDatabase();
const desk = await makeDesk();
const { tenant } = desk;

afterEach(() => {
  sink.mails.length = 0;
});
afterAll(async () => {
  closeMailTransport();
  await sink.stop();
});

/** Delivers what waits; the mails that have come, by whom they are about. */
async function deliverAll() {
  const system = await asSystem(tenant, 'deliverMail');
  const waiting = (await mailsOf(tenant)).filter(({ state }) => state === 'queued');
  for (const { id } of waiting) await deliverMail(system, { messageId: id });
  const rows = await mailsOf(tenant);
  return sink.mails.map((mail) => {
    const row = rows.find(({ headers }) => headers.messageId === mail.messageId)!;
    return { about: row.about, template: row.template, mail };
  });
}

const unsubscribeOf = (mail: (typeof sink.mails)[number]) => {
  const line = mail.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line;
  return /<([^>]+)>/.exec(line?.replace(/\s/g, '') ?? '')?.[1];
};
const tokenOf = (url: string) => decodeURIComponent(new URL(url).pathname.split('/').at(-1)!);

async function mailsAboutReply(number: number) {
  sink.mails.length = 0;
  await replyToTicket(desk.technician, { number, body: 'We look.' });
  return deliverAll();
}
const to = (all: Awaited<ReturnType<typeof deliverAll>>, { actor }: Scope<Contact>) =>
  all.filter(({ about }) => about === actor.id);

describe('a mail about a ticket', () => {
  it('stands in its thread, and says that no machine is to answer it', async () => {
    const number = await aTicket(desk.requester);
    await deliverAll();
    const [first] = to(await mailsAboutReply(number), desk.requester);
    const [second] = to(await mailsAboutReply(number), desk.requester);
    expect(first!.mail.references).toBe(second!.mail.references);
    expect(first!.mail.inReplyTo).toBe(first!.mail.references);
    expect(first!.mail.messageId).not.toBe(second!.mail.messageId);
    expect(first!.mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(first!.mail.headers.get('x-auto-response-suppress')).toBe('All');
    expect(first!.mail.text).toContain('We look.');
    expect(first!.mail.html).toContain('We look.');
  });

  it('can be stopped by who is in copy, by one click, and not by its requester', async () => {
    const number = await aTicket(desk.requester, { ccIds: [desk.colleague.actor.id] });
    await deliverAll();
    const before = await mailsAboutReply(number);
    expect(unsubscribeOf(to(before, desk.requester)[0]!.mail)).toBeUndefined();
    const { mail } = to(before, desk.colleague)[0]!;
    expect(mail.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line).toContain(
      'List-Unsubscribe=One-Click',
    );
    const token = tokenOf(unsubscribeOf(mail)!);
    for (const words of [mail.text!, String(mail.html)]) {
      expect(words).toContain('Stop these mails');
      expect(words).toContain(`/api/stop-mails/${token}`);
    }
    expect(to(before, desk.requester)[0]!.mail.text).not.toContain('stop-mails');
    const visitor = await asSystem(tenant);
    expect(await readStop(visitor, token)).toEqual({ topic: 'thread', isStopped: false });
    const { events } = await withAudit(tenant, async () => {
      await stopMails(visitor, { token });
      await stopMails(visitor, { token });
    });
    expect(events).toEqual(['mail.stopped']);
    const after = await mailsAboutReply(number);
    expect(to(after, desk.colleague)).toEqual([]);
    expect(to(after, desk.requester)).toHaveLength(1);
    const other = await aTicket(desk.requester, { ccIds: [desk.colleague.actor.id] });
    await deliverAll();
    expect(to(await mailsAboutReply(other), desk.colleague)).toHaveLength(1);
    const again = await withAudit(tenant, () => resumeMails(visitor, { token }));
    expect(again.events).toEqual(['mail.resumed']);
    expect(to(await mailsAboutReply(number), desk.colleague)).toHaveLength(1);
  });

  it('can’t be stopped with a link of another tenant, reader or topic', async () => {
    const number = await aTicket(desk.requester, { ccIds: [desk.colleague.actor.id] });
    await deliverAll();
    const { mail } = to(await mailsAboutReply(number), desk.colleague)[0]!;
    const token = tokenOf(unsubscribeOf(mail)!);
    const [, topic, signature] = token.split('.');
    const visitor = await asSystem(tenant);
    const elsewhere = await asSystem(await makeTenant('Other IT'));
    const forged = [
      `${desk.requester.actor.id}.${topic}.${signature}`,
      `${desk.colleague.actor.id}.ratings.${signature}`,
      `${token}x`,
      `${token}.`,
      '',
    ];
    for (const wrong of forged) {
      expect(await refusalOf(readStop(visitor, wrong))).toMatchObject({ status: 404 });
    }
    expect(await refusalOf(stopMails(visitor, { token: forged[0]! }))).toMatchObject({
      status: 404,
    });
    expect(await refusalOf(stopMails(elsewhere, { token }))).toMatchObject({ status: 404 });
  });
});

it('erasing a person takes what servers said about them, and what they stopped', async () => {
  const contact = await asContact(tenant, { company: desk.company });
  const { id } = contact.actor;
  await aTicket(contact);
  await deliverAll();
  await inTenant(tenant.id, (tx) =>
    tx.insert(mailStops).values({ tenantId: tenant.id, readerId: id, topic: 'ratings' }),
  );
  const mine = (await mailsOf(tenant)).filter(({ about }) => about === id);
  const addresses = mine.map(({ toAddress }) => toAddress);
  await inTenant(tenant.id, (tx) => eraseMailsOfPerson(tx, { tenant }, { ids: [id], addresses }));
  const tries = await inTenant(tenant.id, (tx) =>
    tx.select().from(mailTries).where(eq(mailTries.messageId, mine[0]!.id)),
  );
  expect(tries.map(({ answer }) => answer)).toEqual(['']);
  const stops = await inTenant(tenant.id, (tx) =>
    tx.select().from(mailStops).where(eq(mailStops.readerId, id)),
  );
  expect(stops).toEqual([]);
});
