import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { examineMail } from '@/cli/doctor';
import { deliverMail } from '@/notifications/deliver-mail';
import { closeMailTransport } from '@/notifications/mail-transport';
import { mailLog } from '@/notifications/outbound/mail-log';
import { queueMail } from '@/notifications/queue-mail';
import { outboxMessages } from '@/notifications/tables';
import { clock, hours, minutes } from '@/platform/clock';
import { freshDatabase } from '~tests/setup/fresh-database';
import { smtpError, startMoodyMailServer } from '~tests/setup/moody-mail-server';
import { asSystem, makeTenant } from '~tests/setup/tenants';

/**
 * Fault 9: the mail server is down, says nothing, or answers 4xx and 5xx, over days. What stands
 * between it and us can be cut, or take every call and never say a word. The clock is ours.
 */
const sink = await startMoodyMailServer();
let line: 'up' | 'cut' | 'mute' = 'up';
const held = new Set<Socket>();
const between = createServer((socket) => {
  socket.on('error', () => {});
  held.add(socket);
  if (line === 'cut') socket.resetAndDestroy();
  if (line !== 'up') return;
  const onward = connect(Number(new URL(sink.url).port), '127.0.0.1');
  onward.on('error', () => socket.destroy());
  socket.on('close', () => onward.destroy());
  onward.pipe(socket).pipe(onward);
});
await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
process.env.SMTP_URL = `smtp://127.0.0.1:${(between.address() as AddressInfo).port}`;
process.env.MAIL_FROM = 'no-reply@desk.test';
await freshDatabase();
const tenant = await makeTenant();
const system = await asSystem(tenant, 'deliverMail');

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
  line = 'up';
  sink.answer = () => undefined;
  sink.mails.length = 0;
  closeMailTransport();
});
afterAll(async () => {
  for (const socket of held) socket.destroy();
  await sink.stop();
  await new Promise<void>((resolve) => between.close(() => resolve()));
});

const at = (milliseconds: number) => {
  const now = new Date(started + milliseconds);
  clock.now = () => now;
};
const started = Date.now();
function queue() {
  at(0);
  return inTenant(tenant.id, (tx) =>
    queueMail(tx, system, {
      template: 'ticketOpened',
      to: { address: 'zoe@alder.test', name: 'Zoë', language: 'en' },
      params: { number: '7', title: 'Noise' },
    }),
  );
}
const logOf = async (id: string) =>
  (await inTenant(tenant.id, (tx) => mailLog(tx, system, eq(outboxMessages.id, id), 1)))[0]!;

/** Runs the job whenever it is due, until it is settled or that time has come. */
async function deliverUntil(id: string, end: number) {
  for (;;) {
    const [row] = await inTenant(tenant.id, (tx) =>
      tx.select().from(outboxMessages).where(eq(outboxMessages.id, id)),
    );
    const due = row!.nextTryAt.getTime() - started;
    if (row!.state !== 'queued' || due > end) return logOf(id);
    at(Math.max(0, due) + 1);
    await deliverMail(system, { messageId: id });
  }
}

it('down for two days: tried ever more rarely, and delivered once when it is back', async () => {
  const id = await queue();
  line = 'cut';
  const waiting = await deliverUntil(id, hours(48));
  expect(waiting.state).toBe('queued');
  expect(waiting.tries.every(({ outcome, code }) => outcome === 'deferred' && !code)).toBe(true);
  const gaps = waiting.tries.map(
    ({ at: then, nextTryAt }) => nextTryAt!.getTime() - then.getTime(),
  );
  expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
  expect(gaps[0]).toBe(minutes(1));
  expect(gaps.at(-1)).toBe(hours(6));
  line = 'up';
  expect((await deliverUntil(id, hours(72))).state).toBe('sent');
  expect(sink.mails.map(({ messageId }) => messageId)).toEqual([`<${id}@desk.test>`]);
});

it('taking the call and saying nothing: the try ends, and the mail waits for another', async () => {
  const id = await queue();
  line = 'mute';
  at(1);
  await deliverMail(system, { messageId: id });
  const mail = await logOf(id);
  expect(mail.state).toBe('queued');
  expect(mail.tries).toMatchObject([{ outcome: 'deferred', code: null, answer: '' }]);
});

it('busy (4xx) for hours and then refusing (5xx): given up with the last answer', async () => {
  const id = await queue();
  sink.answer = () => smtpError(421);
  expect((await deliverUntil(id, hours(12))).state).toBe('queued');
  sink.answer = (step) => (step === 'data' ? smtpError(554) : undefined);
  const { state, tries } = await deliverUntil(id, hours(24));
  expect(state).toBe('failed');
  expect(tries.at(-1)).toMatchObject({ outcome: 'failed', code: 554 });
});

it('busy for three days: given up then, and not before', async () => {
  const id = await queue();
  sink.answer = () => smtpError(451);
  expect((await deliverUntil(id, hours(71))).state).toBe('queued');
  const { state, tries } = await deliverUntil(id, hours(80));
  expect(state).toBe('failed');
  expect(tries.length).toBeGreaterThan(10);
  expect(tries.at(-1)!.at.getTime() - tries[0]!.at.getTime()).toBeGreaterThan(hours(71));
});

it('is told by the doctor, well or not', async () => {
  expect(await examineMail()).toMatchObject({ what: 'mail', state: 'ok' });
  line = 'cut';
  const found = await examineMail();
  expect(found).toMatchObject({ state: 'fault' });
  expect(found.says).toMatch(/^127\.0\.0\.1:\d+ takes none: \S.*Look at SMTP_URL/);
});
