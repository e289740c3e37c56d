import { createServer } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { changeMailbox } from '@/notifications/mailboxes/change-mailbox';
import { checkMailbox } from '@/notifications/mailboxes/check-mailbox';
import { startDovecot } from '~tests/setup/dovecot';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { asTechnician, makeTenant } from '~tests/setup/tenants';
import { makeTestCa } from '~tests/setup/test-ca';
import { makeMailbox, reach, takenIn } from './mailbox-desk';

await freshDatabase();
const ca = await makeTestCa();
setDefaultCACertificates([...getCACertificates('default'), ca.root]);
const { chain, key } = await ca.issue('mail.customer.test');
const dovecot = await startDovecot({ cert: chain, key });
/** Speaks, but not IMAP. */
const other = createServer((socket) => socket.end('220 smtp.customer.test ESMTP\r\n'));
await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
const otherPort = (other.address() as { port: number }).port;
afterAll(async () => {
  other.close();
  await dovecot.stop();
});

type Given = Parameters<typeof makeMailbox>[1];

/** What a look at a mailbox finds with these settings. */
async function found(given: Given = {}, how: Parameters<typeof checkMailbox>[2] = reach) {
  const { admin, id } = await makeMailbox(dovecot, given);
  return checkMailbox(admin, { id }, how);
}

describe('a look at a mailbox', () => {
  it('says how many mails are there, and takes none', async () => {
    const box = await makeMailbox(dovecot);
    await box.put('one', 'two');
    const said = await checkMailbox(box.admin, { id: box.id }, reach);
    expect(said).toEqual({ finding: 'ok', about: '2' });
    expect(await takenIn(box.tenant)).toEqual([]);
  });

  it('goes through by TLS and by STARTTLS with a certificate of the host', async () => {
    const ok = { finding: 'ok', about: '0' };
    expect(await found({ security: 'tls', port: dovecot.tlsPort })).toEqual(ok);
    expect(await found({ security: 'starttls' })).toEqual(ok);
  });

  it('says in one word what is in the way', async () => {
    const tls = { security: 'tls', port: dovecot.tlsPort } as const;
    expect(await found({ host: 'nowhere.test' })).toEqual({
      finding: 'hostUnknown',
      about: 'nowhere.test',
    });
    expect(await found({ port: 1 })).toMatchObject({ finding: 'refused' });
    expect(await found({ ...tls, host: 'imap.customer.test' })).toEqual({
      finding: 'certificate',
      about: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect(await found({ ...tls, port: dovecot.port })).toMatchObject({ finding: 'noTls' });
    expect(await found({ password: 'wrong' })).toMatchObject({ finding: 'badPassword' });
    expect(await found({ port: otherPort })).toMatchObject({ finding: 'notImap' });
    expect(await found({ folder: 'Support' })).toEqual({
      finding: 'folderMissing',
      about: 'Support (INBOX)',
    });
    expect(await found({ afterwards: 'move', moveTo: 'Done' })).toEqual({
      finding: 'moveFolderMissing',
      about: 'Done (INBOX)',
    });
  });

  it('connects to no private address that the operator has not named', async () => {
    const inside = { resolve: reach.resolve };
    expect(await found({}, inside)).toEqual({
      finding: 'privateAddress',
      about: 'mail.customer.test',
    });
    const said = await found({ host: 'nowhere.test' }, { resolve: async () => ['10.0.0.1'] });
    expect(said).toMatchObject({ finding: 'privateAddress' });
  });
});

describe('a mailbox that fails', () => {
  it('is tried more and more rarely, says why, and comes back', async () => {
    const box = await makeMailbox(dovecot, { folder: 'Support' });
    const waits: number[] = [];
    for (let at = 0; at < 3; at++) {
      await box.due();
      const began = Date.now();
      await box.fetch();
      waits.push((await box.row()).nextTryAt.getTime() - began);
    }
    for (const [at, wait] of waits.entries()) {
      expect(wait).toBeGreaterThan(0.7 * 60_000 * 2 ** at);
      expect(wait).toBeLessThan(60_000 * 2 ** at + 30_000);
    }
    const failing = await box.view();
    expect(failing.last).toEqual({ finding: 'folderMissing', about: 'Support (INBOX)' });
    expect(failing.failingSince).not.toBeNull();
    await dovecot.visit(box.user, (client) => client.mailboxCreate('Support'));
    expect(await checkMailbox(box.admin, { id: box.id }, reach)).toMatchObject({ finding: 'ok' });
    await box.fetch(); // at once: the look has hurried it
    expect(await box.view()).toMatchObject({ last: { finding: 'ok' }, failingSince: null });
  });

  it('waits ten times as long after a wrong password, and not at all for a new one', async () => {
    const box = await makeMailbox(dovecot, { password: 'wrong' });
    await box.put('one');
    const began = Date.now();
    await box.fetch();
    const { nextTryAt, finding } = await box.row();
    expect(finding).toBe('badPassword');
    expect(nextTryAt.getTime() - began).toBeGreaterThan(7 * 60_000);
    await changeMailbox(box.admin, { id: box.id, password: dovecot.password }, reach);
    await box.fetch();
    expect(await takenIn(box.tenant)).toHaveLength(1);
  });
});

it('only admins of its tenant look at a mailbox', async () => {
  const { tenant, id } = await makeMailbox(dovecot);
  const technician = await asTechnician(tenant);
  expect((await refusalOf(checkMailbox(technician, { id }, reach))).status).toBe(403);
  const stranger = await asTechnician(await makeTenant(), 'admin');
  expect((await refusalOf(checkMailbox(stranger, { id }, reach))).status).toBe(404);
});
