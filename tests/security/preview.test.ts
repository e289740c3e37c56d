import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';
import { stateOf, type WebVisitor, webVisitor } from '~tests/setup/web-visitor';
import { fieldsOf } from './action-fields';
import { actionId, builtActions } from './doors-of-build';
import { stateOfTenant } from './state-of-tenant';

/** A preview of the portal over every door that a contact has: nothing passes, nothing changes. */
const start = actionId('console/(inside)/contacts/[id]/_visibility/actions.ts startPreviewAction');
const ofContacts = builtActions().filter(
  ({ face, name }) => face === 'portal' && /\(signed-in\)|giveFeedback/.test(name),
);

let server: ServerProcess;
let a: ServedTenant;
let b: ServedTenant;
let looking: WebVisitor;

beforeAll(async () => {
  server = await startServer();
  a = await serveTenant(server, 'alphorn', { tickets: 2 });
  b = await serveTenant(server, 'bazouki');
  looking = await previewOf(a);
}, 180_000);
afterAll(() => server?.stop());

/** The admin's browser, where the same contact is signed in too, with a preview open. */
async function previewOf({ origin, admin, contact, ids }: ServedTenant) {
  const visitor = webVisitor(origin, { cookie: `${admin.cookie()}; ${contact.cookie()}` });
  const answer = await visitor.act(`/console/contacts/${ids.contact}`, start, {
    contactId: ids.contact,
  });
  expect(stateOf(answer)).toMatchObject({ ok: true, go: '/' });
  return visitor;
}

const state = () => stateOfTenant(server.databaseUrl, a.id);
const previewCookie = (visitor: WebVisitor) =>
  visitor
    .cookie()
    .split('; ')
    .find((one) => one.includes('servicedesk-preview')) ?? '';

it('shows the contact’s pages with a banner', async () => {
  const pages = ['/', '/tickets', `/tickets/${a.numbers[0]}`, '/tickets/new', '/app-settings'];
  for (const path of [...pages, '/none']) {
    const { status, text } = await looking.get(path);
    expect({ path, status }).toEqual({ path, status: path === '/none' ? 404 : 200 });
    expect(text, path).toContain('You see the portal as');
    expect(text, path).toContain('Leave preview');
  }
  expect((await a.contact.get('/')).text).not.toContain('Leave preview');
});

it('there are actions to try', () => expect(ofContacts.length).toBeGreaterThan(8));

describe('every action of a contact', () => {
  it.each(ofContacts)('$name is refused and does nothing', async ({ id }) => {
    const before = await state();
    const answer = await looking.act('/tickets', id, fieldsOf(a));
    expect(answer.status).toBe(403);
    expect(stateOf(answer)).toMatchObject({ ok: false });
    expect(answer.text).toContain('this is a preview of the portal');
    expect(await state()).toEqual(before);
  });
});

it('an upload is refused, and looking leaves no mark', async () => {
  const before = await state();
  const upload = await looking.send('/api/attachments?face=portal&fileName=a.txt', {
    method: 'POST',
    body: 'hello',
    headers: { 'content-type': 'application/octet-stream' },
  });
  expect(upload.status).toBe(403);
  expect(upload.text).toContain('session.previewReadOnly');
  for (const number of a.numbers) await looking.get(`/tickets/${number}`);
  await looking.get('/app-settings');
  expect(await state()).toEqual(before);
});

it('its cookie is nothing without the admin’s, nor at another tenant', async () => {
  const alone = webVisitor(a.origin, { cookie: previewCookie(looking) });
  expect((await alone.get('/tickets')).headers.location).toBe('/api/preview');
  const withContact = webVisitor(a.origin, {
    cookie: `${a.contact.cookie()}; ${previewCookie(looking)}`,
  });
  expect((await withContact.get('/tickets')).headers.location).toBe('/api/preview');
  const elsewhere = webVisitor(b.origin, {
    cookie: `${b.admin.cookie()}; ${previewCookie(looking)}`,
  });
  expect((await elsewhere.get('/tickets')).headers.location).toBe('/api/preview');
  expect((await elsewhere.get('/tickets')).text).not.toContain('alphorn');
});

it('begins by a POST of the same origin alone', async () => {
  const { origin, admin, ids } = a;
  const visitor = webVisitor(origin, { cookie: admin.cookie() });
  const foreign = await visitor.send('/console/contacts', {
    method: 'POST',
    headers: { origin: 'https://elsewhere.test', 'next-action': start },
    body: '',
  });
  expect(foreign.status).toBe(403);
  await visitor.get(`/console/contacts/${ids.contact}`);
  await visitor.get('/api/preview');
  expect(previewCookie(visitor)).toBe('');
});

it('once it is over, an action is refused and does nothing as anybody else', async () => {
  const late = await previewOf(a);
  const past = `UPDATE previews SET expires_at = now() - interval '1 second' WHERE ended_at IS NULL`;
  await onDatabase(server.databaseUrl, past);
  const before = await state();
  for (const { id } of ofContacts) {
    const answer = await late.act('/tickets', id, fieldsOf(a));
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('the preview of the portal is over');
  }
  const upload = '/api/attachments?face=portal&fileName=a.txt';
  const refused = await late.send(upload, { method: 'POST', body: 'hello' });
  expect([refused.status, refused.text.includes('session.previewOver')]).toEqual([403, true]);
  expect(await state()).toEqual(before);
  const back = await late.get('/api/preview');
  expect(back.headers.location).toBe(`/console/contacts/${a.ids.contact}?preview=over`);
  expect((await late.get('/tickets')).status).toBe(200); // the contact’s own sign-in
  looking = await previewOf(a);
});

it('a GET ends nothing; leaving and signing out on the console do', async () => {
  await looking.get('/api/preview');
  expect((await looking.get('/')).text).toContain('Leave preview');
  const left = await looking.send('/api/preview', { method: 'POST' });
  expect(left.headers.location).toBe(`/console/contacts/${a.ids.contact}`);
  expect(previewCookie(looking)).toBe('');
  const own = await looking.get('/tickets');
  expect([own.status, own.text.includes('Leave preview')]).toEqual([200, false]);

  const again = await previewOf(a);
  const stale = previewCookie(again);
  await again.send('/api/sign-out?face=console', { method: 'POST' });
  expect(previewCookie(again)).toBe('');
  const [open] = await onDatabase<{ count: string }>(
    server.databaseUrl,
    'SELECT count(*) FROM previews WHERE ended_at IS NULL',
  );
  expect(open?.count).toBe('0');
  const replayed = webVisitor(a.origin, { cookie: `${again.cookie()}; ${stale}` });
  expect((await replayed.get('/tickets')).headers.location).toBe('/api/preview');
});
