import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { rawFile } from '@/notifications/inbound/raw-store';
import { mostMailBytes } from '@/notifications/inbound/take-in';
import { readLeftMails } from '@/notifications/mailboxes/read-mailboxes';
import { clock, days, minutes } from '@/platform/clock';
import { startDovecot } from '~tests/setup/dovecot';
import { freshDatabase } from '~tests/setup/fresh-database';
import { selfSigned } from '~tests/setup/self-signed';
import { makeMailbox, rawMail, takenIn } from './mailbox-desk';

await freshDatabase();
const dovecot = await startDovecot(await selfSigned(['mail.customer.test']));
afterAll(() => dovecot.stop());
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});

type Box = Awaited<ReturnType<typeof makeMailbox>>;
const unread = ({ user }: Box, folder = 'INBOX') =>
  dovecot.visit(user, async (client) => {
    await client.mailboxOpen(folder);
    return (await client.search({ seen: false }, { uid: true })) || [];
  });

describe('a mailbox', () => {
  it('gives each mail once, whole, and has it marked as read', async () => {
    const box = await makeMailbox(dovecot);
    await box.put('one', 'two');
    await box.fetch();
    const taken = await takenIn(box.tenant);
    expect(taken).toMatchObject([
      { source: 'imap', state: 'waiting', envelopeFrom: '', envelopeTo: [box.user] },
      { source: 'imap', remoteAddress: null },
    ]);
    expect(await readFile(rawFile(taken[0]!.storageKey), 'utf8')).toBe(rawMail('one'));
    expect(await unread(box)).toEqual([]);
    expect(await box.view()).toMatchObject({ last: { finding: 'ok' }, failingSince: null });
    await box.due();
    await box.put('three');
    await box.fetch();
    expect(await takenIn(box.tenant)).toHaveLength(3);
  });

  it('keeps what was in it before', async () => {
    const box = await makeMailbox(dovecot);
    const longAgo = new Date(Date.now() - days(3));
    await dovecot.visit(box.user, (client) => client.append('INBOX', rawMail('old'), [], longAgo));
    await box.put('new');
    await box.fetch();
    expect(await takenIn(box.tenant)).toHaveLength(1);
    expect(await unread(box)).toHaveLength(1);
  });
});
