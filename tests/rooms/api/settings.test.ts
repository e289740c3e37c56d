import sharp from 'sharp';
import { expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import { hasSection } from '@/settings/sections';
import { portalUrl } from '@/tenants/urls';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf } from '~tests/setup/proofs';
import { asContact, nextRequest } from '~tests/setup/tenants';
import { apiTenant } from './api-caller';

await freshDatabase();
const { tenant, call } = await apiTenant();
const b = await apiTenant();

it('tickets: which statuses contacts see, and whether they reopen', async () => {
  const before = await call('GET', '/settings/tickets');
  expect(before.json).toMatchObject({
    visibleStatuses: ['open', 'pending', 'resolved', 'closed'],
    reopen: 'always',
  });
  const changed = await call('PATCH', '/settings/tickets', {
    body: { visibleStatuses: ['open', 'pending'], reopen: { withinDays: 14 } },
  });
  expect(changed.json).toMatchObject({
    visibleStatuses: ['open', 'pending'],
    reopen: { withinDays: 14 },
  });
  expect((await call('GET', '/settings/tickets')).json).toEqual(changed.json);
  const none = await call('PATCH', '/settings/tickets', { body: { visibleStatuses: [] } });
  expect(none.json).toMatchObject({ visibleStatuses: [], reopen: { withinDays: 14 } });
  const never = await call('PATCH', '/settings/tickets', { body: { reopen: 'never' } });
  expect(never.json).toMatchObject({ visibleStatuses: [], reopen: 'never' });
  for (const [body, field] of [
    [{ visibleStatuses: ['nonsense'] }, 'visibleStatuses'],
    [{ reopen: 'sometimes' }, 'reopen'],
    [{ reopen: { withinDays: 0 } }, 'reopen.withinDays'],
    [{ confirmNone: true }, 'confirmNone'],
  ] as const) {
    const refused = await call('PATCH', '/settings/tickets', { body });
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]]);
  }
  expect((await b.call('GET', '/settings/tickets')).json).toMatchObject({ reopen: 'always' });
});

it('welcome mail and language: what is left out stays', async () => {
  const changed = await call('PATCH', '/settings/welcome-mail', { body: { enabled: false } });
  expect(changed.json).toMatchObject({ enabled: false });
  expect((await call('GET', '/settings/welcome-mail')).json).toEqual(changed.json);
  const texts = { texts: { fr: 'Bonjour' } };
  const elsewhere = await call('PATCH', '/settings/welcome-mail', { body: texts });
  expect([elsewhere.status, Object.keys(elsewhere.json.errors)]).toEqual([422, ['texts']]);
  expect(
    (await call('PATCH', '/settings/language', { body: { portalDefault: 'de' } })).status,
  ).toBe(200);
  expect((await call('GET', '/settings/language')).json).toEqual({ portalDefault: 'de' });
  expect(
    (await call('PATCH', '/settings/language', { body: { portalDefault: 'tlh' } })).status,
  ).toBe(422);
});

it('time zone: by its name', async () => {
  const body = { timeZone: 'Europe/Paris' };
  expect((await call('PATCH', '/settings/time-zone', { body })).json).toEqual(body);
  expect((await call('GET', '/settings/time-zone')).json).toEqual(body);
  const unknown = await call('PATCH', '/settings/time-zone', { body: { timeZone: 'Mars/Base' } });
  expect(unknown).toMatchObject({
    status: 422,
    json: { errors: { timeZone: expect.stringMatching(/no such time zone/) } },
  });
});

it('portal: its addresses, brand and who has the section', async () => {
  const contact = await asContact(tenant);
  const other = await asContact(tenant);
  const foreign = await asContact(b.tenant);
  const portal = await call('GET', '/portal');
  expect(portal.json).toMatchObject({
    name: tenant.name,
    url: portalUrl(tenant),
    sections: { ticketing: { audience: 'everyone', contactIds: [], companyIds: [] } },
  });
  const address = '/portal/sections/ticketing';
  const selected = await call('PATCH', address, {
    body: { audience: 'selected', companyIds: [contact.actor.companyId] },
  });
  expect(selected.json).toEqual({
    audience: 'selected',
    contactIds: [],
    companyIds: [contact.actor.companyId],
  });
  expect(hasSection((await nextRequest(contact)).actor, 'ticketing')).toBe(true);
  expect(hasSection((await nextRequest(other)).actor, 'ticketing')).toBe(false);
  for (const [field, id] of [
    ['contactIds', foreign.actor.id],
    ['companyIds', foreign.actor.companyId],
    ['contactIds', newId()],
  ] as const) {
    const refused = await call('PATCH', address, { body: { [field]: [id] } });
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]]);
  }
  const branded = await call('PATCH', '/portal/branding', { body: { colour: '#0F6B6E' } });
  expect(branded.json).toMatchObject({ name: tenant.name, colour: '#0f6b6e', supportContact: '' });
  expect((await call('GET', '/portal')).json).toMatchObject({
    branding: branded.json,
    sections: { ticketing: selected.json },
  });
  const bad = await call('PATCH', '/portal/branding', { body: { colour: 'red' } });
  expect(bad.json.errors.colour).toContain('#2563eb');
  const entry = (await auditOf(tenant)).find(({ event }) => event === 'settings.sectionChanged');
  expect(entry).toMatchObject({
    subjectId: 'ticketing',
    before: { audience: 'everyone' },
    after: { audience: 'selected' },
  });
});

it('portal: pictures of the brand', async () => {
  const picture = sharp({ create: { width: 200, height: 50, channels: 3, background: '#0f6b6e' } });
  const data = (await picture.png().toBuffer()).toString('base64');
  const made = await call('POST', '/portal/branding/images', { body: { kind: 'logo', data } });
  expect(made).toMatchObject({ status: 201, json: { kind: 'logo', width: 200, height: 50 } });
  expect(made.json.url).toMatch(new RegExp(`^${portalUrl(tenant)}api/brand/[0-9a-f-]{36}$`));
  const { url, width, height } = made.json;
  expect((await call('GET', '/portal')).json.branding.images).toEqual({
    logo: { url, width, height },
  });
  const svg = Buffer.from('<svg onload="alert(1)"/>').toString('base64');
  const refused = await call('POST', '/portal/branding/images', {
    body: { kind: 'logo', data: svg },
  });
  expect([refused.status, refused.json.code]).toEqual([415, 'brand.forbiddenType']);
  expect((await call('DELETE', '/portal/branding/images/logo')).status).toBe(204);
  expect((await call('GET', '/portal')).json.branding.images).toEqual({});
  expect((await call('DELETE', '/portal/branding/images/nonsense')).status).toBe(404);
});

it('portal: announcements', async () => {
  const address = '/portal/announcements';
  const contact = await asContact(tenant);
  const foreign = await asContact(b.tenant);
  const body = {
    texts: { en: 'Printers are down', fr: '' },
    tone: 'warning',
    companyIds: [contact.actor.companyId],
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const made = await call('POST', address, { body });
  expect(made).toMatchObject({
    status: 201,
    json: { ...body, texts: { en: 'Printers are down' }, onSignIn: true },
  });
  expect((await call('GET', address)).json.data).toEqual([made.json]);
  expect((await b.call('GET', address)).json.data).toEqual([]);
  for (const [wrong, field] of [
    [{ companyIds: [foreign.actor.companyId] }, 'companyIds'],
    [{ texts: {} }, 'texts'],
    [{ endsAt: '2020-01-01T00:00:00Z' }, 'endsAt'],
    [{ endsAt: 'tomorrow' }, 'endsAt'],
    [{ colour: 'red' }, 'colour'],
  ] as const) {
    const refused = await call('POST', address, { body: { ...body, ...wrong } });
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]]);
  }
  expect((await b.call('DELETE', `${address}/${made.json.id}`)).status).toBe(404);
  expect((await call('DELETE', `${address}/${made.json.id}`)).status).toBe(204);
  expect((await call('GET', address)).json.data).toEqual([]);
});

it('notifications: their sender, and their words by language', async () => {
  const address = '/settings/notifications';
  const before = await call('GET', address);
  expect(before.json.sender).toMatchObject({ name: '', replyTo: '' });
  expect(before.json.sender.address).toContain('@');
  const names = before.json.mails.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(['welcomeLink', 'ticketReply', 'technicianReply']));
  const sender = { name: 'Acme Helpdesk', replyTo: 'help@acme.test' };
  const changed = await call('PATCH', address, { body: { sender } });
  expect(changed.json.sender).toMatchObject(sender);
  expect((await call('GET', address)).json).toEqual(changed.json);
  expect((await b.call('GET', address)).json.sender.name).toBe('');
  for (const [wrong, field] of [
    [{ name: 'Acme\r\nBcc: x@acme.test' }, 'sender.name'],
    [{ replyTo: 'nobody' }, 'sender.replyTo'],
    [{ from: 'x@acme.test' }, 'sender.from'],
  ] as const) {
    const refused = await call('PATCH', address, { body: { sender: wrong } });
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]]);
  }

  const one = `${address}/ticketReply`;
  const words = { subject: 'Re {{title}}', body: 'Look: {{link}}' };
  const worded = await call('PATCH', one, { body: { texts: { en: words, de: words } } });
  expect(worded.json).toMatchObject({
    ownLanguages: ['en', 'de'],
    texts: { en: words },
    required: ['link'],
  });
  expect((await call('GET', one)).json).toEqual(worded.json);
  expect((await b.call('GET', one)).json.texts).toEqual({});
  const reset = await call('PATCH', one, { body: { texts: { en: null } } });
  expect(reset.json.texts).toEqual({ de: words });
  for (const [texts, field, code] of [
    [{ en: { ...words, body: 'x {{link}} {{nom}}' } }, 'texts.en.body', 'variableUnknown'],
    [{ en: { ...words, body: 'x' } }, 'texts.en.body', 'variableMissing'],
    [{ fr: { ...words, subject: '{{reply}}' } }, 'texts.fr.subject', 'variableInSubject'],
  ] as const) {
    // The first language is good, and is not kept either.
    const refused = await call('PATCH', one, { body: { texts: { de: null, ...texts } } });
    expect([refused.status, refused.json.code]).toEqual([422, `notifications.${code}`]);
    expect(Object.keys(refused.json.errors)).toEqual([field]);
  }
  expect((await call('GET', one)).json.texts).toEqual({ de: words });
  expect((await call('PATCH', one, { body: { texts: { tlh: words } } })).status).toBe(422);
  expect((await call('GET', `${address}/dnsInstructions`)).status).toBe(404);
});

it('sign-in: links, and providers whose secret is never returned', async () => {
  const path = '/settings/sign-in';
  expect((await call('GET', path)).json).toEqual({ link: true, providers: [] });
  expect((await call('PATCH', path, { body: { link: false } })).json.link).toBe(false);
  expect((await call('PATCH', path, { body: {} })).json.link).toBe(false);
  const wish = { kind: 'oidc', name: 'Work account', issuer: 'https://idp.example.com' };
  const made = await call('POST', `${path}/providers`, { body: wish });
  const { id } = made.json;
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({ ...wish, realm: 'contact', hasSecret: false, enabled: false });
  expect(made.json.redirectUris).toEqual([portalUrl(tenant, `/api/sign-in/${id}/back`)]);
  const own = `${path}/providers/${id}`;
  expect((await call('PATCH', own, { body: { enabled: true } })).status).toBe(409);
  const client = { clientId: 'us', clientSecret: 'Zanzibar', enabled: true };
  const changed = await call('PATCH', own, { body: client });
  expect(changed.json).toMatchObject({ clientId: 'us', hasSecret: true, enabled: true });
  const all = await call('GET', path);
  expect(all.json.providers).toEqual([changed.json]);
  expect(changed.text + all.text + JSON.stringify(await auditOf(tenant))).not.toMatch(/Zanzibar/);
  for (const [body, field] of [
    [{ kind: 'microsoft', issuer: 'common' }, 'issuer'],
    [{ kind: 'oidc', issuer: 'https://idp.example.com' }, 'name'],
    [{ ...wish, realm: 'technician' }, 'realm'],
  ] as const) {
    const refused = await call('POST', `${path}/providers`, { body });
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]]);
  }
  expect((await b.call('PATCH', own, { body: { name: 'Mine' } })).status).toBe(404);
  expect((await b.call('DELETE', own)).status).toBe(404);
  expect((await call('DELETE', own)).status).toBe(204);
  expect((await call('GET', path)).json.providers).toEqual([]);
});
