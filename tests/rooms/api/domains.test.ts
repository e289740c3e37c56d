import { afterAll, describe, expect, it } from 'vitest';
import { startDnsServer } from '~tests/setup/dns-server';
import { freshDatabase } from '~tests/setup/fresh-database';
import { withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { apiTenant, keyFor } from './api-caller';

const dns = await startDnsServer();
process.env.DNS_RESOLVERS = dns.address;
const urls = await freshDatabase();
dns.set('servicedesk.localhost', 'A', '127.0.0.1');
dns.set('*.servicedesk.localhost', 'A', '127.0.0.1');
afterAll(() => dns.stop());

const a = await apiTenant();
const b = await apiTenant();
const { call } = a;
let count = 0;
const newHost = () => `help${++count}.acme-msp.test`;

const claim = async (who: typeof a, host: string) =>
  (await who.call('POST', '/domains', { body: { host } })).json;
const target = (domain: { instructions: { type: string; value: string }[] }) =>
  domain.instructions.find(({ type }) => type === 'CNAME')!.value;

describe('a host name', () => {
  it('is claimed as it was pasted, read, looked at, changed and given up', async () => {
    const host = newHost();
    const body = { host: ` https://${host.toUpperCase()}:443/portal ` };
    const claimed = await withAudit(a.tenant, () => call('POST', '/domains', { body }));
    expect(claimed.events).toEqual(['domain.claimed']);
    expect(claimed.result).toMatchObject({
      status: 201,
      json: { host, kind: 'custom', state: 'waitingForDns', isPrimary: false, certificate: null },
    });
    const { json } = claimed.result;
    expect(json.instructions).toContainEqual({
      type: 'CNAME',
      name: host,
      value: expect.stringMatching(/^d-[a-z2-7]{16}\.servicedesk\.localhost$/),
      purpose: 'both',
      isAlternative: false,
    });
    const address = `/domains/${encodeURIComponent(`https://${host}/`)}`;
    expect((await call('GET', address)).json).toMatchObject({ host, diagnosis: [] });
    expect((await call('POST', '/domains', { body })).json).toMatchObject({ host });

    dns.set(host, 'CNAME', 'elsewhere.example', 3_600);
    dns.set('elsewhere.example', 'A', '203.0.113.9');
    const wrong = await call('POST', `/domains/${host}/check`);
    expect(wrong).toMatchObject({ status: 200, json: { state: 'waitingForDns' } });
    const finding = wrong.json.diagnosis.find(({ check }: { check: string }) => check === 'cname');
    expect(finding).toMatchObject({
      verdict: 'wrong',
      expected: [target(json)],
      found: ['elsewhere.example'],
      cause: { code: 'cnameElsewhere' },
    });
    expect(finding.cause.message).toContain('elsewhere.example');
    expect(finding.cause.fix).toContain(target(json));
    expect(wrong.json.cause).toEqual(finding.cause);

    dns.set(host, 'CNAME', target(json));
    const right = await withAudit(a.tenant, () => call('POST', `/domains/${host}/check`));
    expect(right.events).toEqual(['domain.verified']);
    expect(right.result.json).toMatchObject({ state: 'active', isPrimary: true, cause: null });
    expect((await call('GET', '/portal')).json.url).toContain('servicedesk.localhost');

    const plain = await call('PATCH', `/domains/${host}`, { body: { isPrimary: false } });
    expect(plain.json).toMatchObject({ host, isPrimary: false });
    const strict = await call('PATCH', `/domains/${host}`, { body: { hsts: true } });
    expect(strict).toMatchObject({ status: 409, json: { code: 'domains.hstsNeedsHttps' } });
    const unknown = await call('PATCH', `/domains/${host}`, { body: { isSecure: true } });
    expect(unknown).toMatchObject({ status: 422 });

    const gone = await withAudit(a.tenant, () => call('DELETE', `/domains/${host}`));
    expect(gone.result).toMatchObject({ status: 204, text: '' });
    expect(gone.events).toEqual(['domain.released']);
    expect((await call('GET', `/domains/${host}`)).status).toBe(404);
  });

  it('stands in the list behind the managed one, which has nothing to enter', async () => {
    const host = newHost();
    await claim(a, host);
    const { json } = await call('GET', '/domains');
    expect(json.nextCursor).toBeNull();
    expect(json.data[0]).toMatchObject({ kind: 'managed', state: 'active', instructions: [] });
    expect(json.data.map((one: { host: string }) => one.host)).toContain(host);
    const managed = a.tenant.managedHost;
    for (const [method, address] of [
      ['DELETE', `/domains/${managed}`],
      ['POST', `/domains/${managed}/check`],
    ] as const) {
      expect(await call(method, address)).toMatchObject({
        status: 409,
        json: { code: 'domains.managed' },
      });
    }
  });

  it('that is read while it waits is looked at again soon', async () => {
    const host = newHost();
    await claim(a, host);
    for (const address of [`/domains/${host}`, '/domains']) {
      await onDatabase(urls.admin, 'DELETE FROM graphile_worker._private_jobs');
      await call('GET', address);
      const jobs = await onDatabase(
        urls.admin,
        `SELECT FROM graphile_worker.jobs JOIN domains ON key = 'domain:' || domains.id WHERE host = $1`,
        [host],
      );
      expect(jobs).toHaveLength(1);
    }
  });

  it.each([
    ['127.0.0.1', 'domains.ipAddress'],
    ['*.acme-msp.test', 'domains.wildcard'],
    ['acme.servicedesk.localhost', 'domains.ownBase'],
    ['help', 'domains.singleLabel'],
    ['printer.lan', 'domains.reserved'],
    [`${'x'.repeat(64)}.acme-msp.test`, 'domains.tooLong'],
  ])('%s is refused with a sentence beside the field', async (host, code) => {
    const refused = await call('POST', '/domains', { body: { host } });
    expect(refused).toMatchObject({ status: 422, json: { code } });
    expect(refused.json.errors.host.length).toBeGreaterThan(20);
  });

  it('of another tenant is not found, and can’t be claimed once it is proved', async () => {
    const host = newHost();
    const claimed = await claim(b, host);
    for (const [method, address, body] of [
      ['GET', `/domains/${host}`, undefined],
      ['POST', `/domains/${host}/check`, undefined],
      ['PATCH', `/domains/${host}`, { isPrimary: false }],
      ['DELETE', `/domains/${host}`, undefined],
    ] as const) {
      expect((await call(method, address, body ? { body } : {})).status).toBe(404);
    }
    dns.set(host, 'CNAME', target(claimed));
    await b.call('POST', `/domains/${host}/check`);
    const taken = await call('POST', '/domains', { body: { host } });
    expect(taken).toMatchObject({ status: 409, json: { code: 'domains.taken' } });
    expect(taken.text).not.toContain(b.tenant.slug);
  });
});

it('needs the settings’ scopes', async () => {
  const host = newHost();
  await claim(a, host);
  const reader = await keyFor(a.tenant, ['settings:read']);
  const writer = await keyFor(a.tenant, ['settings:write']);
  const other = await keyFor(a.tenant, ['tickets:read', 'tickets:write']);
  for (const [method, address, body] of [
    ['POST', '/domains', { host: newHost() }],
    ['POST', `/domains/${host}/check`, undefined],
    ['PATCH', `/domains/${host}`, { isPrimary: false }],
    ['DELETE', `/domains/${host}`, undefined],
  ] as const) {
    for (const key of [reader, other]) {
      const refused = await call(method, address, { key, ...(body && { body }) });
      expect(refused).toMatchObject({ status: 403, json: { code: 'api.scopeMissing' } });
    }
  }
  expect((await call('GET', `/domains/${host}`, { key: writer })).status).toBe(403);
  expect((await call('GET', '/domains', { key: other })).status).toBe(403);
  const looked = await call('POST', `/domains/${host}/check`, { key: writer });
  expect(looked).toMatchObject({ status: 200, json: { host } });
});

it('a look is done once for an idempotency key, whatever it found', async () => {
  const host = newHost();
  const claimed = await claim(a, host);
  const headers = { 'idempotency-key': 'look-1' };
  const first = await call('POST', `/domains/${host}/check`, { headers });
  dns.set(host, 'CNAME', target(claimed));
  const second = await call('POST', `/domains/${host}/check`, { headers });
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(second.json).toEqual(first.json);
});
