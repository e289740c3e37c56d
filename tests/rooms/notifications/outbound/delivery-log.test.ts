import { eq } from 'drizzle-orm';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { deliverMail } from '@/notifications/deliver-mail';
import { closeMailTransport } from '@/notifications/mail-transport';
import { readMailLog } from '@/notifications/outbound/read-mail-log';
import { suppressionOf } from '@/notifications/outbound/suppress-address';
import { takeBounce } from '@/notifications/outbound/take-bounce';
import { purgeOutbox } from '@/notifications/purge-outbox';
import { queueMail } from '@/notifications/queue-mail';
import { outboxMessages } from '@/notifications/tables';
import { clock, days, hours, minutes } from '@/platform/clock';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startMoodyMailServer } from '~tests/setup/moody-mail-server';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

const sink = await startMoodyMailServer();
process.env.SMTP_URL = sink.url;
process.env.MAIL_FROM = 'no-reply@desk.test';
await freshDatabase();
const tenant = await makeTenant();
const system = await asSystem(tenant, 'deliverMail');
const admin = await asTechnician(tenant, 'admin');

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
  sink.answer = () => undefined;
  sink.mails.length = 0;
});
afterAll(closeMailTransport);

const later = (milliseconds: number) => {
  const at = Date.now() + milliseconds;
  clock.now = () => new Date(at);
};
const answers = (responseCode: number, words: string) => {
  sink.answer = (step) =>
    step === 'recipient' ? Object.assign(new Error(words), { responseCode }) : undefined;
};
const queue = (address: string) =>
  inTenant(tenant.id, (tx) =>
    queueMail(tx, system, {
      template: 'ticketOpened',
      to: { address, name: 'Zoe', language: 'en' },
      params: { number: '7', title: 'Noise' },
    }),
  );
const deliver = (messageId: string) => deliverMail(system, { messageId });
const mailed = async (address: string) => {
  const id = await queue(address);
  await deliver(id);
  return id;
};
const logOf = async (id: string) => {
  const { rows } = await readMailLog(admin, { limit: 100 });
  return rows.find((row) => row.id === id)!;
};
const isSuppressed = (address: string) =>
  inTenant(tenant.id, async (tx) => (await suppressionOf(tx, system, address))?.reason);
const bounced = (id: string, address: string, status: string, diagnostic = '') =>
  inTenant(tenant.id, (tx) =>
    takeBounce(
      tx,
      system,
      {
        recipients: [{ address, action: 'failed', status, diagnostic }],
        originalMessageId: `<${id}@desk.test>`,
      },
      { to: [] },
    ),
  );

describe('the log of mails', () => {
  it('says of each try when it was and what the server answered, without control characters', async () => {
    answers(451, '4.3.0 Try\u0007 later');
    const id = await mailed('log@alder.test');
    sink.answer = () => undefined;
    later(minutes(2));
    await deliver(id);
    const mail = await logOf(id);
    expect(mail).toMatchObject({ state: 'sent', ticketNumber: 7, template: 'ticketOpened' });
    const [first, second] = mail.tries;
    expect(first).toMatchObject({ outcome: 'deferred', code: 451, status: '4.3.0' });
    expect(first!.answer).toMatch(/^451 4\.3\.0 Try ?later$/);
    expect(first!.nextTryAt).toBeInstanceOf(Date);
    expect(second).toMatchObject({ outcome: 'sent', code: 250, nextTryAt: null });
  });

  it('is found by state and by recipient, page by page', async () => {
    const ids = [await mailed('page1@alder.test'), await mailed('page2@alder.test')];
    const first = await readMailLog(admin, { q: 'page', state: 'sent', limit: 1 });
    const second = await readMailLog(admin, {
      ...{ q: 'page', state: 'sent', limit: 1 },
      cursor: first.nextCursor ?? undefined,
    });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(second.nextCursor).toBeNull();
    expect((await readMailLog(admin, { q: 'page', state: 'failed' })).rows).toEqual([]);
  });

  it('is for admins and keys made for settings, each of their own tenant', async () => {
    const technician = await asTechnician(tenant);
    expect(await refusalOf(readMailLog(technician))).toMatchObject({ status: 403 });
    const wrong = await asApiKey(tenant, ['tickets:read']);
    expect(await refusalOf(readMailLog(wrong))).toMatchObject({ key: 'api.scopeMissing' });
    const key = await asApiKey(tenant, ['settings:read']);
    expect((await readMailLog(key)).rows.length).toBeGreaterThan(0);
    const stranger = await asTechnician(await makeTenant('Other IT'), 'admin');
    expect((await readMailLog(stranger)).rows).toEqual([]);
  });

  it('goes with its mails after 90 days', async () => {
    const id = await mailed('old@alder.test');
    later(days(91));
    await purgeOutbox(system);
    expect(await logOf(id)).toBeUndefined();
  });
});

describe('an address', () => {
  it('that does not exist is not mailed again, and the audit log says so once', async () => {
    answers(550, '5.1.1 <gone@alder.test>: no such user');
    const { events } = await withAudit(tenant, () => mailed('gone@alder.test'));
    expect(events).toEqual(['mail.suppressed']);
    sink.answer = () => undefined;
    const id = await mailed('gone@alder.test');
    expect(sink.mails).toHaveLength(0);
    const mail = await logOf(id);
    expect(mail.state).toBe('suppressed');
    expect(mail.tries).toMatchObject([{ outcome: 'suppressed' }]);
    const elsewhere = await makeTenant('Other IT');
    const other = await asSystem(elsewhere);
    const found = await inTenant(elsewhere.id, (tx) => suppressionOf(tx, other, 'gone@alder.test'));
    expect(found).toBeUndefined();
  });

  it('whose server has something against us is mailed again', async () => {
    answers(550, '5.7.1 Blocked');
    for (let n = 0; n < 4; n++) await mailed('blocked@alder.test');
    expect(await isSuppressed('blocked@alder.test')).toBeUndefined();
  });

  it('that was full three times within days is not', async () => {
    answers(552, '5.2.2 Mailbox full');
    await mailed('full@alder.test');
    await mailed('full@alder.test');
    expect(await isSuppressed('full@alder.test')).toBeUndefined();
    await mailed('full@alder.test');
    expect(await isSuppressed('full@alder.test')).toBe('manyBounces');
  });

  it('that no server answered for during three days is mailed again', async () => {
    const id = await queue('silent@alder.test');
    answers(451, '4.4.1 No answer');
    later(hours(73));
    await deliver(id);
    expect((await logOf(id)).state).toBe('failed');
    expect(await isSuppressed('silent@alder.test')).toBeUndefined();
  });
});

describe('a bounce', () => {
  it('marks its mail as come back, once', async () => {
    const id = await mailed('back@alder.test');
    expect(await bounced(id, 'back@alder.test', '5.2.2', 'smtp; mailbox full')).toBe(true);
    expect(await bounced(id, 'back@alder.test', '5.2.2')).toBe(true);
    const mail = await logOf(id);
    expect(mail.state).toBe('bounced');
    expect(mail.tries.map(({ outcome }) => outcome)).toEqual(['sent', 'bounced']);
  });

  it('about an address that the mail was passed on to suppresses nothing', async () => {
    const id = await mailed('alias@alder.test');
    await bounced(id, 'elsewhere@birch.test', '5.1.1');
    expect((await logOf(id)).state).toBe('bounced');
    expect(await isSuppressed('alias@alder.test')).toBeUndefined();
    expect(await isSuppressed('elsewhere@birch.test')).toBeUndefined();
  });

  it('about no mail of this tenant changes nothing', async () => {
    const other = await asSystem(await makeTenant('Other IT'));
    const id = await mailed('mine@alder.test');
    const foreign = await inTenant(other.tenant.id, (tx) =>
      takeBounce(
        tx,
        other,
        {
          recipients: [
            { address: 'mine@alder.test', action: 'failed', status: '5.1.1', diagnostic: '' },
          ],
          originalMessageId: `<${id}@desk.test>`,
        },
        { to: [] },
      ),
    );
    expect(foreign).toBe(false);
    expect((await logOf(id)).state).toBe('sent');
  });

  it('that only says it will take longer changes nothing', async () => {
    const id = await mailed('slow@alder.test');
    await inTenant(tenant.id, (tx) =>
      takeBounce(
        tx,
        system,
        {
          recipients: [
            { address: 'slow@alder.test', action: 'delayed', status: '4.4.1', diagnostic: '' },
          ],
          originalMessageId: `<${id}@desk.test>`,
        },
        { to: [] },
      ),
    );
    const [row] = await inTenant(tenant.id, (tx) =>
      tx.select().from(outboxMessages).where(eq(outboxMessages.id, id)),
    );
    expect(row!.state).toBe('sent');
  });
});

it('a mail server of ours that is away is not spoken of to tenants, not even by its address', async () => {
  closeMailTransport();
  await sink.stop();
  const id = await mailed('away@alder.test');
  const mail = await logOf(id);
  expect(mail.state).toBe('queued');
  expect(mail.tries).toMatchObject([{ outcome: 'deferred', code: null, answer: '' }]);
});
