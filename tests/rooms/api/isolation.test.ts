import { describe, expect, it } from 'vitest';
import type { Operation } from '@/app/api/v1/_door/operation';
import { allOperations } from '@/app/api/v1/_operations/all-operations';
import { tellWebhooks } from '@/notifications/tell-webhooks';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';
import { asSystem, asTechnician } from '~tests/setup/tenants';
import { apiTenant, keyFor, makePeople } from './api-caller';

/** Generated over every operation there is: A's key, B's ids. */
const urls = await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();
const own = await makePeople(a, 'Own');
const theirs = await makePeople(b, 'Theirs');
const technician = (await asTechnician(b.tenant)).actor;
const secret = 'Zanzibar';
await b.call('PATCH', `/companies/${theirs.company.id}`, { body: { name: secret } });
for (let n = 0; n < 3; n++) {
  const body = { requesterId: theirs.contact.id, title: secret, description: secret };
  await b.call('POST', '/tickets', { body });
}
const files = new FormData();
files.append('file', new Blob([secret]), `${secret}.txt`);
const upload = await b.call('POST', '/tickets/3/attachments', { body: files });
const attachmentId = upload.json.data[0].id as string;
const host = 'help.zanzibar-msp.test';
await b.call('POST', '/domains', { body: { host } });
const receiver = { url: 'https://93.184.215.14/zanzibar', events: ['company.*'] };
const webhookId = (await b.call('POST', '/webhooks', { body: receiver })).json.id as string;
await b.call('PATCH', `/companies/${theirs.company.id}`, { body: { domains: [host] } });
const [changed] = (await b.call('GET', '/audit-events?event=company.changed')).json.data;
await tellWebhooks(await asSystem(b.tenant), { eventId: changed.id });
const sent = await b.call('GET', `/webhooks/${webhookId}/deliveries`);
const deliveryId = sent.json.data[0].id as string;
const reply = { title: secret, body: secret };
const cannedReplyId = (await b.call('POST', '/canned-replies', { body: reply })).json.id as string;
const view = { name: secret, query: 'view=all' };
const viewId = (await b.call('POST', '/views', { body: view })).json.id as string;
const provider = { kind: 'oidc', name: secret, issuer: 'https://idp.zanzibar.test' };
const providerId = (await b.call('POST', '/settings/sign-in/providers', { body: provider })).json
  .id as string;
const mailbox = {
  host: '93.184.215.14',
  port: 993,
  security: 'tls',
  username: secret,
  password: secret,
};
const mailboxId = (await b.call('POST', '/mailboxes', { body: mailbox })).json.id as string;
const foreignIds: Record<string, string> = {
  settings: providerId,
  'canned-replies': cannedReplyId,
  views: viewId,
  companies: theirs.company.id,
  contacts: theirs.contact.id,
  technicians: technician.id,
  webhooks: webhookId,
  mailboxes: mailboxId,
};

/** The operation's address with what belongs to B in it. */
function addressOf({ path }: Operation): string {
  const resource = path.split('/')[1]!;
  return path
    .replace('{number}', '3')
    .replace('{host}', host)
    .replace('{deliveryId}', deliveryId)
    .replace('{id}', resource === 'tickets' ? attachmentId : foreignIds[resource]!)
    .replace('{section}', 'ticketing')
    .replace('{mail}', 'ticketReply');
}

/** A body that would do, so that nothing but whose it is stands in the way. */
function bodyFor({ method, path, receive }: Operation): unknown {
  if (method === 'GET' || method === 'DELETE') return undefined;
  if (receive) {
    const form = new FormData();
    form.append('file', new Blob(['text']), 'a.txt');
    return form;
  }
  if (path.endsWith('/replies')) return { body: 'text' };
  if (path === '/tickets/{number}/merge') return { into: 2 };
  if (path === '/contacts/{id}/merge') return { duplicateId: own.contact.id };
  if (path === '/contacts/{id}/erase') return { confirmation: 'Theirs' };
  if (path === '/tickets/bulk') return { numbers: [3], change: { priority: 'urgent' } };
  if (path === '/tickets/{number}') return { priority: 'urgent', assigneeId: null };
  if (path === '/companies/{id}/service-levels') return { targets: null };
  return {};
}

const trace = new RegExp(
  [
    secret,
    host,
    b.tenant.id,
    theirs.company.id,
    theirs.contact.id,
    technician.id,
    attachmentId,
    webhookId,
    mailboxId,
    deliveryId,
    cannedReplyId,
    viewId,
  ].join('|'),
);
const withIds = allOperations.filter(({ path }) => /\{(id|number|host)\}/.test(path));
const others = allOperations.filter((one) => !withIds.includes(one));
const fingerprint = () =>
  onDatabase<{ sum: string }>(
    urls.admin,
    `SELECT md5(string_agg(row::text, '|' ORDER BY row::text)) AS sum FROM (
       SELECT t::text AS row FROM tickets t WHERE tenant_id = '${b.tenant.id}'
       UNION ALL SELECT c::text FROM contacts c WHERE tenant_id = '${b.tenant.id}'
       UNION ALL SELECT c::text FROM companies c WHERE tenant_id = '${b.tenant.id}'
       UNION ALL SELECT x::text FROM technicians x WHERE tenant_id = '${b.tenant.id}'
       UNION ALL SELECT d::text FROM domains d WHERE tenant_id = '${b.tenant.id}'
       UNION ALL SELECT m::text FROM mailboxes m WHERE tenant_id = '${b.tenant.id}'
       UNION ALL SELECT w::text FROM webhooks w WHERE tenant_id = '${b.tenant.id}'
       UNION ALL SELECT y::text FROM webhook_deliveries y WHERE tenant_id = '${b.tenant.id}'
       UNION ALL SELECT r::text FROM canned_replies r WHERE tenant_id = '${b.tenant.id}'
       UNION ALL SELECT v::text FROM saved_views v WHERE tenant_id = '${b.tenant.id}'
       UNION ALL SELECT f::text FROM attachments f WHERE tenant_id = '${b.tenant.id}'
       UNION ALL SELECT e::text FROM audit_events e WHERE tenant_id = '${b.tenant.id}') rows`,
  );
const untouched = await fingerprint();

describe('with A’s key and B’s ids', () => {
  it('there is something to find', async () => {
    expect(withIds.length).toBeGreaterThan(15);
    const found = await b.call('GET', '/tickets/3');
    expect(found.text).toMatch(trace);
  });

  it.each(withIds.map((one) => ({ name: `${one.method} ${one.path}`, one })))(
    '$name is not found',
    async ({ one }) => {
      const answer = await a.call(one.method, addressOf(one), { body: bodyFor(one) });
      expect(answer.status).toBe(404);
      expect(answer.json.code).toBe('notFound');
      expect(answer.text).not.toMatch(trace);
    },
  );

  it.each(others.map((one) => ({ name: `${one.method} ${one.path}`, one })))(
    '$name shows nothing of B',
    async ({ one }) => {
      const answer = await a.call(one.method, addressOf(one), { body: bodyFor(one) });
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toMatch(trace);
    },
  );

  it.each([
    ['/contacts', { companyId: theirs.company.id, name: 'x' }],
    ['/tickets', { requesterId: theirs.contact.id, title: 'x', description: 'x' }],
    [
      '/tickets',
      { requesterId: own.contact.id, title: 'x', description: 'x', assigneeId: technician.id },
    ],
    [
      '/tickets',
      { requesterId: own.contact.id, title: 'x', description: 'x', ccs: [theirs.contact.id] },
    ],
  ])('%s refuses them in its body', async (address, body) => {
    const answer = await a.call('POST', address, { body });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain(secret);
  });

  it.each([`companyId=${theirs.company.id}`, `requesterId=${theirs.contact.id}`, `q=${secret}`])(
    'a list filtered by %s is empty',
    async (query) => {
      expect((await a.call('GET', `/tickets?${query}`)).json.data).toEqual([]);
    },
  );

  it('nothing of B has changed', async () => {
    expect(await fingerprint()).toEqual(untouched);
  });
});

describe('with a key that has every scope but the one that is needed', () => {
  it.each(allOperations.map((one) => ({ name: `${one.method} ${one.path}`, one })))(
    '$name is refused, naming it',
    async ({ one }) => {
      const scopes = [...new Set(allOperations.map(({ scope }) => scope))];
      const key = await keyFor(
        b.tenant,
        scopes.filter((scope) => scope !== one.scope),
      );
      const answer = await b.call(one.method, addressOf(one), { key, body: bodyFor(one) });
      expect(answer).toMatchObject({ status: 403, json: { code: 'api.scopeMissing' } });
      expect(answer.json.detail).toContain(one.scope);
    },
  );
});
