import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { rawFile } from '@/notifications/inbound/raw-store';
import { mostMailBytes } from '@/notifications/inbound/take-in';
import { changeMailbox } from '@/notifications/mailboxes/change-mailbox';
import { enqueueDueMailboxes } from '@/notifications/mailboxes/enqueue-due-mailboxes';
import { readLeftMails } from '@/notifications/mailboxes/read-mailboxes';
import { days } from '@/platform/clock';
import { startDovecot } from '~tests/setup/dovecot';
import { freshDatabase } from '~tests/setup/fresh-database';
import { selfSigned } from '~tests/setup/self-signed';
import { onDatabase } from '~tests/setup/statement';
import { makeMailbox, rawMail, reach, takenIn } from './mailbox-desk';

const urls = await freshDatabase();
const dovecot = await startDovecot(await selfSigned(['mail.customer.test']));
afterAll(() => dovecot.stop());

type Box = Awaited<ReturnType<typeof makeMailbox>>;
const inFolder = ({ user }: Box, folder: string, query = {}) =>
  dovecot.visit(user, async (client) => {
    await client.mailboxOpen(folder);
    return (await client.search({ all: true, ...query }, { uid: true })) || [];
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
    expect(await inFolder(box, 'INBOX', { seen: false })).toEqual([]);
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
    expect(await inFolder(box, 'INBOX', { seen: false })).toHaveLength(1);
  });

  it('has its mails moved where it was told so, and knows again what comes twice', async () => {
    const box = await makeMailbox(dovecot, { afterwards: 'move', moveTo: 'Done' });
    await dovecot.visit(box.user, (client) => client.mailboxCreate('Done'));
    await box.put('one', 'two', 'one');
    await box.fetch();
    expect(await takenIn(box.tenant)).toHaveLength(2);
    expect(await inFolder(box, 'INBOX')).toEqual([]);
    expect(await inFolder(box, 'Done')).toHaveLength(3);
  });

  it('is read on after a crash between taking in and marking', async () => {
    const box = await makeMailbox(dovecot);
    await box.put('one', 'two');
    await box.fetch();
    // What the database knows when a process dies before it wrote down how far it had got.
    await box.due({ lastUid: 0 });
    await dovecot.visit(box.user, async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsRemove('1:*', ['\\Seen']);
    });
    await box.fetch();
    expect(await takenIn(box.tenant)).toHaveLength(2);
    expect(await inFolder(box, 'INBOX', { seen: false })).toEqual([]);
    expect((await box.row()).lastUid).toBe(2);
  });

  it('is read by one of many who try, and by nobody while somebody does', async () => {
    const box = await makeMailbox(dovecot);
    await box.put('one', 'two', 'three');
    await Promise.all([box.fetch(), box.fetch(), box.fetch()]);
    expect(await takenIn(box.tenant)).toHaveLength(3);
    const elsewhere = new Date(Date.now() + 60_000);
    await box.due({ leaseUntil: elsewhere });
    await box.put('four');
    await box.fetch();
    expect(await takenIn(box.tenant)).toHaveLength(3);
    await box.due({ leaseUntil: new Date(0) }); // whoever held it was killed
    await box.fetch();
    expect(await takenIn(box.tenant)).toHaveLength(4);
  });

  it('whose server has numbered its mails anew gives each once all the same', async () => {
    const box = await makeMailbox(dovecot, { folder: 'Support' });
    const fill = (subjects: readonly string[]) =>
      dovecot.visit(box.user, async (client) => {
        await client.mailboxCreate('Support');
        for (const subject of subjects) await client.append('Support', rawMail(subject));
      });
    await fill(['one', 'two', 'three']);
    await box.fetch();
    const before = (await box.row()).uidValidity;
    await dovecot.visit(box.user, (client) => client.mailboxDelete('Support'));
    await fill(['four', 'one', 'two']); // numbers that were others' mails
    await box.due();
    await box.fetch();
    expect((await box.row()).uidValidity).not.toBe(before);
    expect(await takenIn(box.tenant)).toHaveLength(4);
  });

  it('keeps a mail that is too large, which is noted once; what comes after it is taken in', async () => {
    const box = await makeMailbox(dovecot);
    const huge = rawMail(
      'huge',
      'x'
        .repeat(70)
        .concat('\r\n')
        .repeat(mostMailBytes / 71),
    );
    await dovecot.visit(box.user, (client) => client.append('INBOX', huge));
    await box.put('small');
    await box.fetch();
    expect(await takenIn(box.tenant)).toHaveLength(1);
    await box.due({ lastUid: 0 });
    await box.fetch();
    const { rows } = await readLeftMails(box.admin, box.id);
    expect(rows).toMatchObject([
      { reason: 'tooLarge', subject: 'huge', fromAddress: 'ada@customer.test' },
    ]);
    expect(rows[0]!.size).toBeGreaterThan(mostMailBytes);
    expect(await inFolder(box, 'INBOX', { seen: false })).toHaveLength(1);
  });

  it('is looked at when its time has come, unless it is off', async () => {
    const box = await makeMailbox(dovecot);
    await box.fetch();
    const [ordered, due] = [() => orders(box.tenant.id), () => enqueueDueMailboxes()];
    await onDatabase(urls.admin, `delete from graphile_worker._private_jobs`, []);
    await due();
    expect(await ordered()).toBe(0);
    await box.due();
    await due();
    await due();
    expect(await ordered()).toBe(1);
    await onDatabase(urls.admin, `delete from graphile_worker._private_jobs`, []);
    await changeMailbox(box.admin, { id: box.id, active: false }, reach);
    await due();
    expect(await ordered()).toBe(0);
    await box.put('one');
    await box.fetch();
    expect(await takenIn(box.tenant)).toEqual([]);
  });
});

async function orders(tenantId: string): Promise<number> {
  const rows = await onDatabase(
    urls.admin,
    `select 1 from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'fetchMailbox' and j.payload->>'tenantId' = $1`,
    [tenantId],
  );
  return rows.length;
}
