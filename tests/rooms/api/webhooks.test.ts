import { expect, it } from 'vitest';
import { deliverWebhook } from '@/notifications/deliver-webhook';
import { tellWebhooks } from '@/notifications/tell-webhooks';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf } from '~tests/setup/proofs';
import { asSystem } from '~tests/setup/tenants';
import { apiTenant, ask, keyFor, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const { call, tenant } = a;
// an address that belongs to nobody but may be connected to; nothing is sent there in these tests
const url = 'https://93.184.215.14/events';

it('a webhook is made, listed and deleted; its secret is shown once', async () => {
  const made = await call('POST', '/webhooks', {
    body: { url, events: ['ticket.*'], secret: 'topsecret' },
  });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({ url, events: ['ticket.*'], secret: 'topsecret' });
  const { id } = made.json;
  const listed = await call('GET', '/webhooks');
  expect(listed.json.data.map((one: { id: string }) => one.id)).toEqual([id]);
  expect(listed.text).not.toContain('topsecret');
  expect((await call('GET', `/webhooks/${id}`)).text).not.toContain('topsecret');
  const generated = await call('POST', '/webhooks', { body: { url, events: ['*'] } });
  expect(generated.json.secret).toMatch(/^whsec_[\w-]{43}$/);
  for (const one of [id, generated.json.id]) {
    expect((await call('DELETE', `/webhooks/${one}`)).status).toBe(204);
    expect((await call('DELETE', `/webhooks/${one}`)).status).toBe(404);
  }
  expect((await call('GET', '/webhooks')).json.data).toEqual([]);
});

it.each([
  [{ url: 'https://127.0.0.1/in', events: ['*'] }, 'url'],
  [{ url: 'http://[::1]:8080/in', events: ['*'] }, 'url'],
  [{ url: 'https://169.254.169.254/', events: ['*'] }, 'url'],
  [{ url: 'file:///etc/passwd', events: ['*'] }, 'url'],
  [{ url, events: [] }, 'events'],
  [{ url, events: ['no event'] }, 'events.0'],
  [{ events: ['*'] }, 'url'],
  [{ url, events: ['*'], disabledAt: null }, 'disabledAt'],
])('%j is refused, naming %s', async (body, field) => {
  const refused = await call('POST', '/webhooks', { body });
  expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, [field]]);
  expect((await call('GET', '/webhooks')).json.data).toEqual([]);
});

it('what happens by the API is told, listed and sent again', async () => {
  const { id } = (await call('POST', '/webhooks', { body: { url, events: ['contact.created'] } }))
    .json;
  await makePeople(a);
  const system = await asSystem(tenant);
  const entry = (await auditOf(tenant)).findLast(({ event }) => event === 'contact.created')!;
  await tellWebhooks(system, { eventId: entry.id });
  const deliveries = async (query = '') =>
    (await call('GET', `/webhooks/${id}/deliveries${query}`)).json;
  const [first] = (await deliveries()).data;
  expect(first).toMatchObject({
    event: 'contact.created',
    eventId: entry.id,
    state: 'queued',
    attempts: 0,
    lastStatus: null,
    deliveredAt: null,
  });
  const replay = (delivery: string) =>
    call('POST', `/webhooks/${id}/deliveries/${delivery}/replay`);
  expect((await replay(first.id)).status).toBe(409);
  expect((await replay(newId())).status).toBe(404);
  await deliverWebhook(
    system,
    { deliveryId: first.id },
    { allowed: new Set(), resolve: async () => ['10.0.0.1'] },
  );
  expect((await deliveries()).data[0]).toMatchObject({
    state: 'queued',
    attempts: 1,
    lastError: 'privateAddress',
  });
  expect((await call('POST', `/webhooks/${id}/switch-on`)).status).toBe(409);
  expect((await deliveries('?limit=1')).nextCursor).toBeNull();
});

it('the audit log is read in pages, narrowed, and by its own scope only', async () => {
  const b = await apiTenant(['companies:write', 'audit:read']);
  for (const name of ['One', 'Two', 'Three']) {
    await b.call('POST', '/companies', { body: { name } });
  }
  const all = (await b.call('GET', '/audit-events?event=company.')).json;
  expect(all.data).toHaveLength(3);
  expect(all.data[0]).toMatchObject({
    event: 'company.created',
    actor: { kind: 'apiKey', name: 'Test' },
    after: { name: 'Three' },
  });
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await b.call('GET', `/audit-events?event=company.&limit=2&cursor=${cursor}`);
    seen.push(...page.json.data.map((one: { id: string }) => one.id));
    cursor = page.json.nextCursor ?? '';
  } while (cursor);
  expect(seen).toEqual(all.data.map((one: { id: string }) => one.id));
  const [newest, second] = all.data;
  const since = await b.call('GET', `/audit-events?event=company.created&from=${newest.at}`);
  expect(since.json.data).toEqual([newest]);
  const until = await b.call('GET', `/audit-events?event=company.created&to=${newest.at}&limit=1`);
  expect(until.json.data).toEqual([second]);
  const of = await b.call('GET', `/audit-events?subject=${newest.subjectId}`);
  expect(of.json.data).toEqual([newest]);
  for (const query of ['from=yesterday', 'event=%25', 'cursor=x', 'limit=1000', 'who=x']) {
    expect((await b.call('GET', `/audit-events?${query}`)).status, query).toBe(422);
  }
  const own = await call('GET', '/audit-events?event=company.created&limit=100');
  expect(own.text).not.toContain(newest.id);
});

it('a key that can’t read the audit log has none of it sent anywhere', async () => {
  const body = { url, events: ['contact.*'] };
  const host = tenant.managedHost;
  const writes = await keyFor(tenant, ['settings:read', 'settings:write']);
  const refused = await ask(host, 'POST', '/webhooks', { key: writes, body });
  expect(refused).toMatchObject({ status: 403, json: { code: 'api.scopeMissing' } });
  expect(refused.json.detail).toContain('audit:read');
  const reads = await keyFor(tenant, ['audit:read']);
  expect((await ask(host, 'POST', '/webhooks', { key: reads, body })).status).toBe(403);
  const both = await keyFor(tenant, ['settings:read', 'settings:write', 'audit:read']);
  const made = await ask(host, 'POST', '/webhooks', { key: both, body });
  expect(made.status).toBe(201);
  const path = `/webhooks/${made.json.id}`;
  const renewed = await ask(host, 'POST', `${path}/secret`, { key: writes });
  expect(renewed.json).toMatchObject({ secret: expect.stringMatching(/^whsec_/) });
  expect((await ask(host, 'DELETE', path, { key: writes })).status).toBe(204);
});
