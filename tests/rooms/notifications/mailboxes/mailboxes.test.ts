import { describe, expect, it } from 'vitest';
import { changeMailbox } from '@/notifications/mailboxes/change-mailbox';
import { CreateMailbox, createMailbox } from '@/notifications/mailboxes/create-mailbox';
import { deleteMailbox } from '@/notifications/mailboxes/delete-mailbox';
import { mailboxPassword } from '@/notifications/mailboxes/mailbox-input';
import {
  readLeftMails,
  readMailbox,
  readMailboxes,
} from '@/notifications/mailboxes/read-mailboxes';
import { resealMailboxes } from '@/notifications/mailboxes/reseal-mailboxes';
import { masterKeys, newToken, open } from '@/platform/crypto';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeTenant } from '~tests/setup/tenants';
import { inputFor, makeMailbox, reach } from './mailbox-desk';

await freshDatabase();
/** Nobody is there: what is kept here is looked at elsewhere. */
const server = { port: 143, password: 'correct-horse' };
const fieldsOf = async (work: Promise<unknown>) => {
  const { status, fields } = await refusalOf(work);
  return { status, fields };
};

describe('a mailbox that an admin adds', () => {
  it('is there, off unless it is switched on, with a password that nobody reads again', async () => {
    const tenant = await makeTenant();
    const admin = await asTechnician(tenant, 'admin');
    const { active, ...given } = inputFor(server);
    const input = CreateMailbox.parse({ ...given, port: '993', security: 'tls' });
    const { result, entries } = await withAudit(tenant, () => createMailbox(admin, input, reach));
    expect(entries.map(({ event }) => event)).toEqual(['mailbox.created']);
    const view = await readMailbox(admin, result.id);
    expect(view).toMatchObject({ host: 'mail.customer.test', port: 993, folder: 'INBOX' });
    expect(view).toMatchObject({ active: false, last: null, nextTryAt: null });
    expect(await readMailboxes(admin)).toEqual([view]);
    const seen = JSON.stringify([view, entries]);
    expect(seen).not.toContain(server.password);
  });

  it('is changed and deleted with an entry each', async () => {
    const { tenant, admin, id } = await makeMailbox(server);
    const changed = await withAudit(tenant, () =>
      changeMailbox(admin, { id, folder: 'Support', password: 'new-horse' }, reach),
    );
    expect(changed.entries).toMatchObject([
      {
        event: 'mailbox.changed',
        before: { folder: 'INBOX' },
        after: { folder: 'Support' },
      },
    ]);
    expect(JSON.stringify(changed.entries)).not.toContain('new-horse');
    const deleted = await withAudit(tenant, () => deleteMailbox(admin, { id }));
    expect(deleted.events).toEqual(['mailbox.deleted']);
    expect(await readMailboxes(admin)).toEqual([]);
  });

  it('begins anew in another folder, and goes on where only its password is another one', async () => {
    const { admin, id, due, row } = await makeMailbox(server);
    await due({ uidValidity: 7n, lastUid: 12, since: new Date(0) });
    await changeMailbox(admin, { id, password: 'new-horse' }, reach);
    expect(await row()).toMatchObject({ uidValidity: 7n, lastUid: 12, since: new Date(0) });
    await changeMailbox(admin, { id, folder: 'Support' }, reach);
    const { since, ...anew } = await row();
    expect(anew).toMatchObject({ uidValidity: null, lastUid: 0 });
    expect(since.getTime()).toBeGreaterThan(Date.now() - 3_600_000);
  });

  it('is refused where it is no public host, sent in the open, or moved nowhere', async () => {
    const admin = await asTechnician(await makeTenant(), 'admin');
    const tried = (given: Parameters<typeof inputFor>[1], how = reach) =>
      fieldsOf(createMailbox(admin, inputFor(server, given), how));
    const inside = { ...reach, allowed: new Set<string>() };
    expect(await tried({}, inside)).toEqual({
      status: 422,
      fields: { host: 'mailboxes.privateAddress' },
    });
    const outside = { ...reach, resolve: async () => ['93.184.215.14'] };
    expect(await tried({}, outside)).toEqual({
      status: 422,
      fields: { security: 'mailboxes.plain' },
    });
    const move = { afterwards: 'move', moveTo: '' } as const;
    expect((await tried(move)).fields).toEqual({ moveTo: 'mailboxes.moveToMissing' });
    expect((await tried({ ...move, moveTo: 'Inbox' })).fields).toEqual({
      moveTo: 'mailboxes.moveToSame',
    });
    expect(CreateMailbox.safeParse({ ...inputFor(server), host: 'a b' }).success).toBe(false);
    const folder = 'INBOX\r\na1 LOGOUT';
    expect(CreateMailbox.safeParse({ ...inputFor(server), folder }).success).toBe(false);
  });

  it('is refused twice, and more than twenty', async () => {
    const { admin, user } = await makeMailbox(server);
    const again = createMailbox(admin, inputFor(server, { username: user }), reach);
    expect((await refusalOf(again)).key).toBe('mailboxes.twice');
    for (let at = 1; at < 20; at++) {
      await createMailbox(admin, inputFor(server, { folder: `Folder ${at}` }), reach);
    }
    const oneMore = createMailbox(admin, inputFor(server, { folder: 'Folder 20' }), reach);
    expect((await refusalOf(oneMore)).key).toBe('mailboxes.tooMany');
  });

  it('sends its password to no other server, nor in the open', async () => {
    const { admin, id } = await makeMailbox(server, { security: 'tls' });
    const again = { status: 422, fields: { password: 'mailboxes.passwordAgain' } };
    const tried = (change: object) => fieldsOf(changeMailbox(admin, { id, ...change }, reach));
    expect(await tried({ host: 'evil.test' })).toEqual(again);
    expect(await tried({ port: 144 })).toEqual(again);
    expect(await tried({ security: 'none' })).toEqual(again);
    await changeMailbox(admin, { id, host: 'other.test', password: 'other' }, reach);
  });

  it('keeps its password under the newest key', async () => {
    const { system, row } = await makeMailbox(server);
    const sealed = async () => (await row()).passwordSealed;
    const before = await sealed();
    await resealMailboxes(system);
    expect(await sealed()).toBe(before);
    masterKeys().unshift(newToken());
    await resealMailboxes(system);
    expect(await sealed()).not.toBe(before);
    masterKeys().splice(1);
    expect(open(mailboxPassword, before)).toBeUndefined();
    expect(open(mailboxPassword, await sealed())).toBe(server.password);
  });

  it('is not there for others, and nobody but admins and their keys may do that', async () => {
    const { tenant, admin, id } = await makeMailbox(server);
    const verbs = [
      (scope: typeof admin) => readMailbox(scope, id),
      (scope: typeof admin) => readLeftMails(scope, id),
      (scope: typeof admin) => changeMailbox(scope, { id, active: false }, reach),
      (scope: typeof admin) => deleteMailbox(scope, { id }),
    ];
    const stranger = await asTechnician(await makeTenant(), 'admin');
    for (const verb of verbs) expect((await refusalOf(verb(stranger))).status).toBe(404);
    const wrong = [
      await asTechnician(tenant),
      await asContact(tenant),
      await asApiKey(tenant, ['tickets:write']),
    ] as (typeof admin)[];
    const all = [
      ...verbs,
      (scope: typeof admin) => readMailboxes(scope),
      (scope: typeof admin) => createMailbox(scope, inputFor(server), reach),
    ];
    for (const scope of wrong) {
      for (const verb of all) expect((await refusalOf(verb(scope))).status).toBe(403);
    }
    const key = await asApiKey(tenant, ['settings:read', 'settings:write']);
    await changeMailbox(key as unknown as typeof admin, { id, active: false }, reach);
    expect((await readMailbox(admin, id)).active).toBe(false);
  });
});
