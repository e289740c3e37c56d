import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { deliverMail } from '@/notifications/deliver-mail';
import { closeMailTransport } from '@/notifications/mail-transport';
import { takeBounce } from '@/notifications/outbound/take-bounce';
import { clock, hours } from '@/platform/clock';
import { noteUndelivered } from '@/tickets/mail/note-undelivered';
import { readTicket } from '@/tickets/read-ticket';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startMoodyMailServer } from '~tests/setup/moody-mail-server';
import { onDatabase } from '~tests/setup/statement';
import { asContact, asSystem, makeTenant } from '~tests/setup/tenants';
import { aTicket, type Desk, mailsOf, makeDesk } from '../desk';

const sink = await startMoodyMailServer();
process.env.SMTP_URL = sink.url;
process.env.MAIL_FROM = 'no-reply@desk.test';
const urls = await freshDatabase();
const realNow = clock.now;
let desk: Desk;

beforeAll(async () => {
  desk = await makeDesk();
});
afterEach(() => {
  clock.now = realNow;
  sink.answer = () => undefined;
});
afterAll(async () => {
  closeMailTransport();
  await sink.stop();
});

const answers = (responseCode: number, words: string) => {
  sink.answer = (step) =>
    step === 'recipient' ? Object.assign(new Error(words), { responseCode }) : undefined;
};

/** A technician's reply to a new ticket, and the mail that tells its requester. */
async function repliedTicket() {
  const requester = await asContact(desk.tenant, { company: desk.company });
  const number = await aTicket(requester);
  const before = new Set((await mailsOf(desk.tenant)).map(({ id }) => id));
  await replyToTicket(desk.technician, { number, body: 'Try again.' });
  const mail = (await mailsOf(desk.tenant)).find(({ id }) => !before.has(id))!;
  return { number, requester, messageId: mail.id, address: mail.toAddress };
}

const deliver = async (messageId: string) =>
  deliverMail(await asSystem(desk.tenant, 'deliverMail'), { messageId });

/** Runs what is ordered for this mail, as the queue would. */
async function tellTicket(messageId: string) {
  const ordered = await onDatabase<{ key: string }>(
    urls.admin,
    'select key from graphile_worker._private_jobs where key = $1',
    [`undelivered:${messageId}`],
  );
  if (ordered.length > 0) {
    await noteUndelivered(await asSystem(desk.tenant, 'noteUndelivered'), { messageId });
  }
  return ordered.length;
}

const linesFor = async (scope: Scope, number: number) => {
  const { messages } = await readTicket(scope, number);
  return messages.flatMap(({ event }) => (event?.what === 'undelivered' ? [event] : []));
};

describe('a mail about a ticket that does not arrive', () => {
  it.each([
    [550, '5.1.1 no such user', 'noSuchAddress'],
    [552, '5.2.2 mailbox full', 'mailboxFull'],
    [552, '5.3.4 too big', 'tooLarge'],
    [554, '5.7.1 spam', 'refused'],
  ] as const)('because of %i %s stands on it for technicians: %s', async (code, words, problem) => {
    const { number, requester, messageId, address } = await repliedTicket();
    answers(code, words);
    await deliver(messageId);
    await tellTicket(messageId);
    await tellTicket(messageId);
    expect(await linesFor(desk.technician, number)).toEqual([
      { what: 'undelivered', to: address, problem },
    ]);
    const { messages } = await readTicket(requester, number);
    expect(messages.map(({ kind }) => kind)).toEqual(['reply']);
  });

  it('because no server took it within three days stands there too, and not before', async () => {
    const { number, messageId, address } = await repliedTicket();
    answers(421, '4.3.2 down');
    await deliver(messageId);
    expect(await tellTicket(messageId)).toBe(0);
    const at = Date.now() + hours(73);
    clock.now = () => new Date(at);
    await deliver(messageId);
    expect(await tellTicket(messageId)).toBe(1);
    expect(await linesFor(desk.technician, number)).toEqual([
      { what: 'undelivered', to: address, problem: 'notReached' },
    ]);
  });

  it('because it came back later stands there too', async () => {
    const { number, messageId, address } = await repliedTicket();
    await deliver(messageId);
    const system = await asSystem(desk.tenant);
    await inTenant(desk.tenant.id, (tx) =>
      takeBounce(
        tx,
        system,
        {
          recipients: [{ address, action: 'failed', status: '5.2.2', diagnostic: 'full' }],
          originalMessageId: `<${messageId}@desk.test>`,
        },
        { to: [] },
      ),
    );
    await tellTicket(messageId);
    expect(await linesFor(desk.technician, number)).toEqual([
      { what: 'undelivered', to: address, problem: 'mailboxFull' },
    ]);
  });

  it('because its address is not mailed any more says so once for each ticket', async () => {
    const { number, messageId, address } = await repliedTicket();
    answers(550, '5.1.1 no such user');
    await deliver(messageId);
    await tellTicket(messageId);
    for (const body of ['And now?', 'Still?']) {
      await replyToTicket(desk.technician, { number, body });
      const waiting = (await mailsOf(desk.tenant)).filter(
        (mail) => mail.state === 'queued' && mail.toAddress === address && mail.id > messageId,
      );
      for (const { id } of waiting) {
        await deliver(id);
        await tellTicket(id);
      }
    }
    const problems = (await linesFor(desk.technician, number)).map((line) => line.problem);
    expect(problems).toEqual(['noSuchAddress', 'suppressed']);
  });

  it('is nothing to a job of another tenant', async () => {
    const { number, messageId } = await repliedTicket();
    answers(550, '5.7.1 no');
    await deliver(messageId);
    await noteUndelivered(await asSystem(await makeTenant('Other IT')), { messageId });
    expect(await linesFor(desk.technician, number)).toEqual([]);
  });
});
