import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { queueMail } from '@/notifications/queue-mail';
import { resumeMail } from '@/notifications/resume-mail';
import { outboxMessages } from '@/notifications/tables';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startMoodyMailServer } from '~tests/setup/moody-mail-server';
import { asSystem, makeTenant } from '~tests/setup/tenants';
import { makeBackground } from './background';

const sink = await startMoodyMailServer();
sink.delay = 40;
const urls = await freshDatabase();
const tenant = await makeTenant();
const system = await asSystem(tenant);

const background = await makeBackground(urls, {
  SMTP_URL: sink.url,
  MAIL_FROM: 'no-reply@desk.test',
});
afterAll(async () => {
  await background.end();
  await sink.stop();
});

const rows = () => inTenant(tenant.id, (tx) => tx.select().from(outboxMessages));

/** What was being sent is held for a minute by whoever is dead now: let that minute pass. */
async function passLease() {
  await inTenant(tenant.id, (tx) =>
    tx
      .update(outboxMessages)
      .set({ nextTryAt: new Date(Date.now() - 120_000) })
      .where(eq(outboxMessages.state, 'queued')),
  );
  await resumeMail();
}

it('every mail arrives at least once and as the same mail when senders are killed', async () => {
  const mails = 60;
  const kills = 4;
  const ids = await inTenant(tenant.id, async (tx) => {
    const made: string[] = [];
    for (let n = 0; n < mails; n++) {
      const to = { address: `a${n}@alder.test`, name: '', language: 'en' };
      const params = { number: String(n), title: 'Noise' };
      made.push(await queueMail(tx, system, { template: 'ticketOpened', to, params }));
    }
    return made;
  });
  for (let kill = 1; kill <= kills; kill++) {
    await background.start();
    await waitFor(() => sink.mails.length >= kill * 8);
    await background.kill();
    const unfinished = (await rows()).filter((row) => row.state === 'queued');
    expect(unfinished.length).toBeGreaterThan(0);
    await passLease();
  }
  await background.start();
  await waitFor(async () => (await rows()).every((row) => row.state === 'sent'));
  const copies = new Map<string, number>();
  for (const { messageId = '' } of sink.mails)
    copies.set(messageId, (copies.get(messageId) ?? 0) + 1);
  expect([...copies.keys()].sort()).toEqual(
    (await rows()).map((row) => row.headers.messageId).sort(),
  );
  expect(copies.size).toBe(ids.length);
  expect(Math.max(...copies.values())).toBeLessThanOrEqual(1 + kills);
  // A killed process repeats only what was accepted and not yet written down: at most the mails
  // that it works on at once, four.
  expect(sink.mails.length - mails).toBeLessThanOrEqual(kills * 4);
}, 120_000);

async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await condition()) return;
    await sleep(100);
  }
  throw new Error('it did not happen in a minute');
}
