import { eq } from 'drizzle-orm';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { deliverMail } from '@/notifications/deliver-mail';
import { closeMailTransport } from '@/notifications/mail-transport';
import { type QueuedMail, queueMail } from '@/notifications/queue-mail';
import { resumeMail } from '@/notifications/resume-mail';
import { outboxMessages } from '@/notifications/tables';
import { voidMails } from '@/notifications/void-mails';
import { clock, hours, minutes } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { addressesOf, smtpError, startMoodyMailServer } from '~tests/setup/moody-mail-server';
import { refusalOf } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asSystem, makeTenant } from '~tests/setup/tenants';

const sink = await startMoodyMailServer();
process.env.SMTP_URL = sink.url;
process.env.MAIL_FROM = 'Installation <no-reply@desk.test>';
const urls = await freshDatabase();
const tenant = await makeTenant('Acme Ünïted "IT"');
const system = await asSystem(tenant, 'deliverMail');

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
  vi.useRealTimers();
  sink.answer = () => undefined;
  sink.pause = async () => {};
  sink.mails.length = 0;
});
afterAll(async () => {
  closeMailTransport();
  await sink.stop();
});

const gate = () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return [promise, resolve] as const;
};
const later = (milliseconds: number) => {
  const at = Date.now() + milliseconds;
  clock.now = () => new Date(at);
};
const reply = (change: Partial<QueuedMail> = {}): QueuedMail =>
  ({
    template: 'ticketReply',
    to: { address: 'zoe@alder.test', name: 'Zoë "Z" Müller', language: 'fr' },
    params: { number: '7', title: 'Écran noir', author: 'Tess', body: 'Bonjour,\nc’est réparé.' },
    threadKey: 'ticket-7',
    ...change,
  }) as QueuedMail;
const queue = (mail: QueuedMail = reply()) =>
  inTenant(tenant.id, (tx) => queueMail(tx, system, mail));
const deliver = (messageId: string) => deliverMail(system, { messageId });
const rowOf = async (id: string) =>
  (
    await inTenant(tenant.id, (tx) =>
      tx.select().from(outboxMessages).where(eq(outboxMessages.id, id)),
    )
  )[0]!;
const jobsFor = (id: string) =>
  onDatabase<{ run_at: Date }>(
    urls.admin,
    'select run_at from graphile_worker._private_jobs where key = $1',
    [`mail:${id}`],
  );

describe('a mail', () => {
  it('is queued with its job, or with the transaction not at all', async () => {
    const id = await queue();
    expect(await jobsFor(id)).toHaveLength(1);
    let lost = '';
    await inTenant(tenant.id, async (tx) => {
      lost = await queueMail(tx, system, reply());
      throw new Error('the deed failed');
    }).catch(() => {});
    expect(await rowOf(lost)).toBeUndefined();
    expect(await jobsFor(lost)).toHaveLength(0);
  });

  it('arrives with its headers, in the reader’s language, as text and HTML', async () => {
    const id = await queue();
    await deliver(id);
    expect(sink.mails).toHaveLength(1);
    const [mail] = sink.mails;
    expect(mail!.subject).toBe('[#7] Écran noir');
    expect(mail!.from!.value).toEqual([{ name: tenant.name, address: 'no-reply@desk.test' }]);
    expect([mail!.to].flat()[0]!.value).toEqual([
      { name: 'Zoë "Z" Müller', address: 'zoe@alder.test' },
    ]);
    expect(mail!.messageId).toBe(`<${id}@desk.test>`);
    expect(mail!.inReplyTo).toBe('<ticket-7@desk.test>');
    expect(mail!.references).toBe('<ticket-7@desk.test>');
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail!.text).toContain('> c’est réparé.');
    expect(mail!.html).toContain('<html lang="fr">');
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 1, sealed: null });
  });

  it('is sent once, however often and by how many its job is run', async () => {
    const id = await queue();
    await Promise.all([deliver(id), deliver(id), deliver(id)]);
    await deliver(id);
    expect(sink.mails).toHaveLength(1);
  });

  it('is nobody else’s to send while a slow server takes longer than the lease', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const id = await queue();
    const [reached, isReached] = gate();
    const [answered, answer] = gate();
    sink.pause = () => {
      isReached();
      return answered;
    };
    const sending = deliver(id);
    await reached;
    const before = (await rowOf(id)).nextTryAt.getTime();
    later(minutes(5));
    await vi.advanceTimersByTimeAsync(minutes(0.5));
    await vi.waitFor(async () =>
      expect((await rowOf(id)).nextTryAt.getTime()).toBeGreaterThan(before + minutes(4)),
    );
    await deliver(id);
    answer();
    await sending;
    expect(sink.mails).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('loses its secret when it has left', async () => {
    const id = await queue({
      template: 'welcomePassword',
      to: { address: 'a@alder.test', name: 'Ann', language: 'en' },
      params: { username: 'ann.other' },
      secret: { password: 'abcd-efgh-jkmn-pqrs' },
    });
    expect((await rowOf(id)).sealed).not.toContain('abcd');
    await deliver(id);
    expect(sink.mails[0]!.text).toContain('abcd-efgh-jkmn-pqrs');
    expect((await rowOf(id)).sealed).toBeNull();
  });

  it('that is void does not leave', async () => {
    const about = newId();
    const id = await queue(reply({ about }));
    await inTenant(tenant.id, (tx) => voidMails(tx, system, { about }));
    await deliver(id);
    expect(sink.mails).toHaveLength(0);
    expect((await rowOf(id)).state).toBe('voided');
  });

  it('of another tenant is nobody’s to send', async () => {
    const id = await queue();
    await deliverMail(await asSystem(await makeTenant('Other IT')), { messageId: id });
    expect(sink.mails).toHaveLength(0);
    expect((await rowOf(id)).state).toBe('queued');
  });

  it.each([
    { address: 'a@b.test\r\nBcc: x@y.test', name: 'Ann' },
    { address: 'a@b.test, c@d.test', name: 'Ann' },
    { address: '"e@a.com"@v.com', name: 'Ann' },
    { address: 'a＠b.test', name: 'Ann' },
    { address: 'a@b.test', name: 'Ann\r\nBcc: x@y.test' },
    { address: 'a@b.test', name: 'Ann\u2028x' },
  ])('to %j is refused and nothing is queued', async (to) => {
    const count = async () =>
      (await inTenant(tenant.id, (tx) => tx.select().from(outboxMessages))).length;
    const before = await count();
    const refusal = await refusalOf(queue(reply({ to: { ...to, language: 'en' } })));
    expect(refusal).toMatchObject({ key: 'notifications.badAddress', status: 422 });
    expect(await count()).toBe(before);
  });

  it('stays in one thread whatever line breaks its title holds', async () => {
    const title = 'x\r\nBcc: victim@alder.test\r\n\r\nbody';
    await deliver(
      await queue(
        reply({ params: { number: '1', title, author: 'T', body: 'b' } } as Partial<QueuedMail>),
      ),
    );
    expect(sink.mails[0]!.headers.has('bcc')).toBe(false);
    expect(addressesOf(sink.mails[0]!.to)).toEqual(['zoe@alder.test']);
  });
});

describe('a server that fails', () => {
  it('for a moment (451): the mail waits longer each time and then arrives as the same', async () => {
    const id = await queue();
    sink.answer = (step) => (step === 'data' ? smtpError(451) : undefined);
    await deliver(id);
    const first = await rowOf(id);
    expect(first).toMatchObject({ state: 'queued', attempts: 1 });
    expect(first.lastError).toContain('451');
    const [job] = await jobsFor(id);
    expect(job!.run_at.getTime()).toBe(first.nextTryAt.getTime());
    await deliver(id);
    expect((await rowOf(id)).attempts).toBe(1); // too early
    later(minutes(2));
    await deliver(id);
    const second = await rowOf(id);
    expect(second.attempts).toBe(2);
    expect(second.nextTryAt.getTime() - clock.now().getTime()).toBe(minutes(2));
    sink.answer = () => undefined;
    later(hours(1));
    await deliver(id);
    expect(sink.mails.map((mail) => mail.messageId)).toEqual([`<${id}@desk.test>`]);
    expect((await rowOf(id)).state).toBe('sent');
  });

  it('for 72 hours: it is given up, with the reason', async () => {
    const id = await queue();
    sink.answer = () => smtpError(421);
    let tries = 0;
    for (let at = 0; (await rowOf(id)).state === 'queued' && at < hours(120); tries++) {
      at = Math.max(at, (await rowOf(id)).nextTryAt.getTime() - Date.now()) + 1_000;
      later(at);
      await deliver(id);
    }
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: 'failed', sealed: null });
    expect(clock.now().getTime() - row.createdAt.getTime()).toBeGreaterThan(hours(72));
    expect(clock.now().getTime() - row.createdAt.getTime()).toBeLessThan(hours(80));
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(25);
  });

  it('for good (550): it is not tried again', async () => {
    const id = await queue();
    sink.answer = (step) => (step === 'recipient' ? smtpError(550) : undefined);
    await deliver(id);
    expect(await rowOf(id)).toMatchObject({ state: 'failed', attempts: 1, sealed: null });
    later(hours(2));
    sink.answer = () => undefined;
    await deliver(id);
    expect(sink.mails).toHaveLength(0);
  });

  it('while it was being sent: another process goes on after the lease', async () => {
    const id = await queue();
    await inTenant(tenant.id, (tx) =>
      tx
        .update(outboxMessages)
        .set({ attempts: 1, nextTryAt: new Date(Date.now() + minutes(1)) })
        .where(eq(outboxMessages.id, id)),
    );
    await onDatabase(urls.admin, 'delete from graphile_worker._private_jobs where key = $1', [
      `mail:${id}`,
    ]);
    await resumeMail();
    expect(await jobsFor(id)).toHaveLength(0); // the lease holds
    await inTenant(tenant.id, (tx) =>
      tx
        .update(outboxMessages)
        .set({ nextTryAt: new Date(Date.now() - minutes(2)) })
        .where(eq(outboxMessages.id, id)),
    );
    await resumeMail();
    expect(await jobsFor(id)).toHaveLength(1);
    await deliver(id);
    expect(sink.mails.map((mail) => mail.messageId)).toEqual([`<${id}@desk.test>`]);
  });
});
