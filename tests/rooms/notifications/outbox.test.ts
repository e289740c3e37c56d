import { afterEach, describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { deliverMail } from '@/notifications/deliver-mail';
import { queueMail } from '@/notifications/queue-mail';
import { readOutbox, readOutboxMessage } from '@/notifications/read-outbox';
import { voidMails } from '@/notifications/void-mails';
import * as env from '@/platform/env';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asContact, asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

delete process.env.SMTP_URL;
await freshDatabase();
const tenant = await makeTenant();
const technician = await asTechnician(tenant);
const stranger = await asTechnician(await makeTenant('Other IT'));
const system = await asSystem(tenant);

afterEach(() => vi.restoreAllMocks());

const welcome = (name: string, about?: string) =>
  inTenant(tenant.id, (tx) =>
    queueMail(tx, system, {
      template: 'welcomePassword',
      to: { address: `${name}@alder.test`, name, language: 'en' },
      ...(about ? { about } : {}),
      params: { username: name },
      secret: { password: 'abcd-efgh-jkmn-pqrs' },
    }),
  );

describe('without an SMTP server', () => {
  it('a mail stands on the screen as its reader would see it', async () => {
    const id = await welcome('ann');
    await deliverMail(system, { messageId: id });
    const view = await readOutboxMessage(technician, id);
    expect(view).toMatchObject({
      state: 'onScreen',
      subject: 'Your access to the service portal of Acme IT',
      to: { address: 'ann@alder.test', name: 'ann' },
    });
    expect(view.text).toContain('abcd-efgh-jkmn-pqrs');
    expect(view.html).toContain('abcd-efgh-jkmn-pqrs');
  });

  it('what was voided shows dots there', async () => {
    const about = newId();
    const id = await welcome('void', about);
    await deliverMail(system, { messageId: id });
    await inTenant(tenant.id, (tx) => voidMails(tx, system, { about }));
    const view = await readOutboxMessage(technician, id);
    expect(view.state).toBe('onScreen');
    expect(view.text + view.html).not.toContain('abcd-efgh');
    expect(view.text).toContain('••••••••');
  });

  it('the outbox is in pages, newest first, and searched by reader', async () => {
    for (const name of ['one', 'two', 'three']) await welcome(name);
    const first = await readOutbox(technician, { limit: 2 });
    expect(first.rows.map((row) => row.to.name)).toEqual(['three', 'two']);
    const next = await readOutbox(technician, { limit: 2, cursor: first.nextCursor });
    expect(next.rows[0]!.to.name).toBe('one');
    const found = await readOutbox(technician, { q: 'two@' });
    expect(found.rows.map((row) => row.to.name)).toEqual(['two']);
    expect(JSON.stringify(first)).not.toContain('abcd-efgh');
  });

  it('nobody reads the outbox of another tenant, and no contact their own', async () => {
    const id = await welcome('private');
    expect((await readOutbox(stranger)).rows).toEqual([]);
    const [foreign, missing] = [
      await refusalOf(readOutboxMessage(stranger, id)),
      await refusalOf(readOutboxMessage(stranger, newId())),
    ];
    expect({ ...foreign }).toEqual({ ...missing });
    expect(foreign.status).toBe(404);
    const contact = (await asContact(tenant)) as unknown as typeof technician;
    expect((await refusalOf(readOutbox(contact))).status).toBe(404);
    expect((await refusalOf(readOutboxMessage(contact, id))).status).toBe(404);
  });

  it('a live installation has no outbox on the screen, and keeps the mail for later', async () => {
    const id = await welcome('live');
    vi.spyOn(env, 'mayShowSecrets').mockReturnValue(false);
    expect((await refusalOf(readOutbox(technician))).status).toBe(404);
    expect((await refusalOf(readOutboxMessage(technician, id))).status).toBe(404);
    await deliverMail(system, { messageId: id });
    vi.restoreAllMocks();
    expect(await readOutboxMessage(technician, id)).toMatchObject({
      state: 'queued',
      attempts: 1,
      lastError: 'SMTP_URL is not set',
    });
  });
});
