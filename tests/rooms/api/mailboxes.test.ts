import { expect, it } from 'vitest';
import { freshDatabase } from '~tests/setup/fresh-database';
import { apiTenant, keyFor } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const { call } = a;
/** An address that belongs to nobody but may be connected to; nothing is sent there in these tests. */
const mailbox = {
  host: '93.184.215.14',
  port: 993,
  security: 'tls',
  username: 'support@acme.test',
  password: 'correct-horse',
};

it('a mailbox is added, changed and deleted; its password never shows', async () => {
  const made = await call('POST', '/mailboxes', { body: mailbox });
  expect(made.status).toBe(201);
  const { password, ...shown } = mailbox;
  expect(made.json).toMatchObject({
    ...shown,
    ...{ folder: 'INBOX', afterwards: 'markRead', moveTo: '', active: false, last: null },
  });
  const { id } = made.json;
  const move = { afterwards: 'move', moveTo: 'Done' };
  const changed = await call('PATCH', `/mailboxes/${id}`, { body: move });
  expect(changed.json).toMatchObject(move);
  const listed = await call('GET', '/mailboxes');
  expect(listed.json.data).toEqual([changed.json]);
  expect([made.text, changed.text, listed.text].join()).not.toContain(password);
  expect((await call('GET', `/mailboxes/${id}/left-mails`)).json).toEqual({
    data: [],
    nextCursor: null,
  });
  expect((await call('DELETE', `/mailboxes/${id}`)).status).toBe(204);
  expect((await call('GET', `/mailboxes/${id}`)).status).toBe(404);
});

it.each([
  [{ ...mailbox, host: '127.0.0.1' }, 'host'],
  [{ ...mailbox, host: '169.254.169.254' }, 'host'],
  [{ ...mailbox, host: 'mail.example.com/x' }, 'host'],
  [{ ...mailbox, security: 'none' }, 'security'],
  [{ ...mailbox, port: 0 }, 'port'],
  [{ ...mailbox, password: '' }, 'password'],
  [{ ...mailbox, afterwards: 'move' }, 'moveTo'],
])('%j is refused, naming %s', async (body, field) => {
  const refused = await call('POST', '/mailboxes', { body });
  expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]]);
});

it('a look names what is in the way; a key for reading may not have one', async () => {
  const { id } = (
    await call('POST', '/mailboxes', { body: { ...mailbox, host: 'nowhere.invalid' } })
  ).json;
  const looked = await call('POST', `/mailboxes/${id}/check`);
  expect(looked.json).toEqual({ finding: 'hostUnknown', about: 'nowhere.invalid' });
  const reader = await keyFor(a.tenant, ['settings:read']);
  const refused = await call('POST', `/mailboxes/${id}/check`, { key: reader });
  expect(refused.status).toBe(403);
});
