import { describe, expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import { requestsPerMinute } from '@/session/count-request';
import { createApiKey, revokeApiKey } from '@/session/create-api-key';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asSystem } from '~tests/setup/tenants';
import { apiTenant, ask, keyFor, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();
const host = a.tenant.managedHost;

describe('the key', () => {
  it.each([
    [undefined, 'api.keyMissing', 'Bearer'],
    ['hello', 'api.keyMissing', 'Bearer'],
    [`sd_${'x'.repeat(43)}`, 'api.keyUnknown', 'Bearer error="invalid_token"'],
  ])('%s is refused with 401', async (key, code, challenge) => {
    const answer = await ask(host, 'GET', '/companies', { key });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
    expect(answer.json).toMatchObject({ status: 401, code, reference: 'TEST-0001' });
  });

  it('of another tenant is unknown here', async () => {
    expect(await ask(host, 'GET', '/companies', { key: b.key })).toMatchObject({
      status: 401,
      json: { code: 'api.keyUnknown' },
    });
  });

  it('ends at once when it is revoked', async () => {
    const admin = await asSystem(a.tenant);
    const { id, token } = await createApiKey(admin, { name: 'Short', scopes: ['tickets:read'] });
    expect((await ask(host, 'GET', '/tickets', { key: token })).status).toBe(200);
    await revokeApiKey(admin, { id });
    expect((await ask(host, 'GET', '/tickets', { key: token })).status).toBe(401);
  });

  it('without the scope is refused with 403, naming it; writing is not reading', async () => {
    const key = await keyFor(a.tenant, ['companies:write']);
    const answer = await ask(host, 'GET', '/companies', { key });
    expect(answer).toMatchObject({ status: 403, json: { code: 'api.scopeMissing' } });
    expect(answer.json.detail).toContain('companies:read');
    const made = await ask(host, 'POST', '/companies', { key, body: { name: 'Its own' } });
    expect(made).toMatchObject({ status: 201, json: { name: 'Its own' } });
  });

  it('may be written with any case of Bearer', async () => {
    const headers = { authorization: `bearer ${a.key}` };
    expect((await ask(host, 'GET', '/companies', { headers })).status).toBe(200);
  });

  it('finds nothing of a tenant on the provider’s host', async () => {
    const answer = await ask('servicedesk.localhost', 'GET', '/companies', { key: a.key });
    expect(answer).toMatchObject({ status: 404, json: { code: 'notFound' } });
  });

  it('says how much is left, and is refused with 429 when it asks too often', async () => {
    const key = await keyFor(a.tenant);
    const first = await ask(host, 'GET', '/ticket-statuses', { key });
    expect(first.headers.get('ratelimit-limit')).toBe(String(requestsPerMinute));
    expect(first.headers.get('ratelimit-remaining')).toBe(String(requestsPerMinute - 1));
    expect(Number(first.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60);
    for (let sent = 1; sent < requestsPerMinute; sent += 20) {
      await Promise.all(
        Array.from({ length: Math.min(20, requestsPerMinute - sent) }, () =>
          ask(host, 'GET', '/settings/welcome-mail', { key }),
        ),
      );
    }
    const over = await ask(host, 'GET', '/ticket-statuses', { key });
    expect(over).toMatchObject({ status: 429, json: { code: 'api.tooManyRequests' } });
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await a.call('GET', '/ticket-statuses')).status).toBe(200);
  });
});

describe('addresses', () => {
  it('that lead nowhere answer with problem+json', async () => {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      const answer = await a.call(method, '/no/such/thing');
      expect(answer).toMatchObject({ status: 404, json: { code: 'notFound' } });
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  it('foreign, unknown and malformed ids have one body', async () => {
    const { company } = await makePeople(b, 'Foreign');
    const texts = await Promise.all(
      [company.id, newId(), 'x', '1', '%00', "' or 1=1"].map(async (id) => {
        const answer = await a.call('GET', `/companies/${id}`);
        expect(answer.status).toBe(404);
        return answer.text;
      }),
    );
    expect(new Set(texts).size).toBe(1);
    for (const number of ['0', '-1', '1.5', 'x', '99999999999', '7']) {
      expect((await a.call('GET', `/tickets/${number}`)).text).toBe(texts[0]);
    }
    expect((await a.call('PATCH', '/portal/sections/nonsense', { body: {} })).text).toBe(texts[0]);
  });

  it('know an id in capital letters', async () => {
    const { company } = await makePeople(a, 'Capital');
    expect((await a.call('GET', `/companies/${company.id.toUpperCase()}`)).json.id).toBe(
      company.id,
    );
  });

  it('refuse a method that they don’t have, and say which they have', async () => {
    const answer = await ask(host, 'PUT', '/tickets');
    expect(answer).toMatchObject({ status: 405, json: { code: 'api.methodUnknown' } });
    expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
    expect((await ask(host, 'POST', '/openapi.json')).status).toBe(405);
    const options = await ask(host, 'OPTIONS', '/companies/x');
    expect(options.status).toBe(204);
    expect(options.headers.get('allow')).toBe('DELETE, GET, HEAD, OPTIONS, PATCH');
  });

  it('answer HEAD like GET, without a body', async () => {
    const head = await a.call('HEAD', '/companies');
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers.get('content-type')).toBe('application/json');
  });
});

describe('bodies', () => {
  const send = (body: unknown, headers?: Record<string, string | undefined>) =>
    a.call('POST', '/companies', { body, headers });

  it('of another type are refused with 415', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx']) {
      const answer = await send('{"name":"x"}', { 'content-type': type });
      expect(answer).toMatchObject({ status: 415, json: { code: 'api.contentType' } });
    }
    const bytes = new Blob(['{"name":"Untyped"}']);
    expect((await send(bytes, { 'content-type': undefined })).status).toBe(415);
    const good = await send('{"name":"Typed"}', {
      'content-type': 'application/json; charset=utf-8',
    });
    expect(good.status).toBe(201);
  });

  it.each(['{', '{"name":}', '\ufeff{}}', `${'['.repeat(100_000)}`])(
    '%#: that are no JSON are refused with 400',
    async (text) => {
      const answer = await send(text, { 'content-type': 'application/json' });
      expect(answer).toMatchObject({ status: 400, json: { code: 'api.bodyNotJson' } });
    },
  );

  it('that are no UTF-8 are refused with 400', async () => {
    const bytes = new Blob([new Uint8Array([0x22, 0xff, 0xfe, 0x22])]);
    expect((await send(bytes, { 'content-type': 'application/json' })).status).toBe(400);
  });

  it('over 1 MB are refused with 413, also when they don’t say how long they are', async () => {
    const text = JSON.stringify({ name: 'x'.repeat(1024 * 1024) });
    const type = { 'content-type': 'application/json' };
    const said = await send('{}', { ...type, 'content-length': '2000000' });
    expect(said).toMatchObject({ status: 413, json: { code: 'api.bodyTooLarge' } });
    let pulled = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled++;
        controller.enqueue(new TextEncoder().encode(text.slice(0, 65_536)));
      },
    });
    expect((await send(endless, type)).status).toBe(413);
    expect(pulled).toBeLessThan(40);
  });

  it('that are no objects are refused with 422', async () => {
    for (const body of ['[]', '"x"', '5', 'null']) {
      const answer = await send(body, { 'content-type': 'application/json' });
      expect(answer).toMatchObject({ status: 422, json: { errors: { body: expect.any(String) } } });
    }
  });

  it('name every field that doesn’t fit, by its path', async () => {
    const answer = await a.call('POST', '/tickets', {
      body: { title: 5, fields: { impact: { high: true } }, ccs: ['x'], priority: 'now', more: 1 },
    });
    expect(answer).toMatchObject({ status: 422, json: { code: 'checkFields' } });
    expect(Object.keys(answer.json.errors).sort()).toEqual([
      'ccs.0',
      'description',
      'fields.impact',
      'more',
      'priority',
      'requesterId',
      'title',
    ]);
    expect(answer.json.errors.requesterId).toBe('Fill this in.');
    expect(answer.json.errors.title).not.toBe('Fill this in.');
  });

  it('with NUL or half a character are kept as text that Postgres takes', async () => {
    const made = await send({ name: 'Nul\u0000 \ud800 Ltd' });
    expect(made).toMatchObject({ status: 201, json: { name: 'Nul \ufffd Ltd' } });
  });
});

describe('queries', () => {
  it('name what they don’t know and what doesn’t fit', async () => {
    const answer = await a.call('GET', '/tickets?limit=1000&state=open');
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.json.errors)).toEqual(['limit', 'state']);
    expect(answer.json.errors.limit).toContain('100');
  });

  it('take what is empty as left out, and odd words', async () => {
    expect((await a.call('GET', '/tickets?limit=&cursor=&q=')).status).toBe(200);
    for (const q of ['%00', '%25', "'", '%F0%9F%98%80', '%ff', '\\', '___', '(:*&|!)']) {
      for (const list of ['tickets', 'contacts', 'companies']) {
        expect((await a.call('GET', `/${list}?q=${q}`)).status, `${list} ${q}`).toBe(200);
      }
    }
  });

  it('refuse a cursor of another list', async () => {
    expect(await a.call('GET', '/tickets?cursor=abc')).toMatchObject({
      status: 422,
      json: { code: 'tickets.badCursor' },
    });
  });
});

describe('what everybody may read', () => {
  it('is the document and its reference, on every host, without a key', async () => {
    for (const at of [host, 'servicedesk.localhost', '']) {
      const document = await ask(at, 'GET', '/openapi.json');
      expect(document).toMatchObject({ status: 200, json: { openapi: '3.1.0' } });
      expect(document.headers.get('cache-control')).toContain('public');
      const page = await ask(at, 'GET', '');
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.text).toContain('/contacts/{id}/credentials');
      expect(page.text).not.toContain('<script');
    }
  });
});
