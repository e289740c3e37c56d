import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Command, commands } from '@/cli/commands';
import { domainLines, type ListedDomain, type ListedWildcard } from '@/cli/list-domains';
import { onDatabase } from '~tests/setup/statement';

/** `domains list` as the operator calls it, on a database of its own. */
const name = `test_domains_${process.pid}`;
const admin = inject('adminUrl');
let url = '';
beforeAll(async () => {
  const own = new URL(admin);
  own.pathname = `/${name}`;
  url = own.toString();
  await onDatabase(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await onDatabase(admin, `CREATE DATABASE ${name}`);
  for (const [variable, value] of Object.entries({
    DATABASE_URL: url,
    DATA_DIR: inject('dataDir'),
    SECRET_KEY: inject('secretKey'),
    BASE_DOMAIN: 'desk.example',
    HTTPS_PORT: '8443',
    ACME_DIRECTORY_URL: 'https://127.0.0.1:9/dir',
    RFC2136_NAMESERVER: '127.0.0.1:9',
  })) {
    vi.stubEnv(variable, value);
  }
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await onDatabase(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
});

const list = () => (commands['domains list'] as Command).run({});
const failure = { key: 'dnsUpdateAway', values: { server: 'ns.test', reason: 'gone' } };

describe('domains list', () => {
  it('says so where there is none, and exits well', async () => {
    const { data, text, failed } = await list();
    expect(failed).toBeFalsy();
    expect(data).toMatchObject({ domains: [], wildcard: { host: '*.desk.example' } });
    expect(text).toBe('*.desk.example\t\tordered\tno certificate yet');
  });

  it('shows every host of every tenant with its certificate and what keeps it', async () => {
    for (const slug of ['acme', 'beta']) {
      await commands['tenant create'].run({ slug, name: slug, adminEmail: `a@${slug}.test` });
    }
    const [acme] = await onDatabase<{ id: string }>(
      url,
      `SELECT id FROM tenants WHERE slug = 'acme'`,
    );
    const one = (statement: string, values: unknown[]) => onDatabase(url, statement, values);
    await one(
      `INSERT INTO domains (tenant_id, id, host, kind, state, is_primary, verified_at)
       VALUES ($1, gen_random_uuid(), 'help.acme.test', 'custom', 'renewalAtRisk', true, now()),
         ($1, gen_random_uuid(), 'new.acme.test', 'custom', 'waitingForDns', false, NULL)`,
      [acme!.id],
    );
    await one(
      `INSERT INTO certificates (tenant_id, id, host, chain, key_sealed, serial, issuer, fingerprint, not_before, not_after, renew_at)
       VALUES ($1, gen_random_uuid(), 'help.acme.test', '', '', '1', 'Test CA', '', '2026-01-01Z', '2026-04-01 06:30Z', '2026-03-01Z')`,
      [acme!.id],
    );
    await one(
      `INSERT INTO certificate_orders (tenant_id, id, host, registered_domain, directory_url, next_try_at, failure)
       VALUES ($1, gen_random_uuid(), 'help.acme.test', 'acme.test', 'https://ca.test/dir', '2026-03-02 07:00Z', $2)`,
      [acme!.id, JSON.stringify(failure)],
    );
    const { data, text } = await list();
    const { domains } = data as { domains: ListedDomain[] };
    expect(domains.map(({ host, tenant }) => [host, tenant])).toEqual([
      ['acme.desk.example', 'acme'],
      ['beta.desk.example', 'beta'],
      ['help.acme.test', 'acme'],
      ['new.acme.test', 'acme'],
    ]);
    expect(domains[2]).toMatchObject({
      kind: 'custom',
      state: 'renewalAtRisk',
      isPrimary: true,
      certificate: { issuer: 'Test CA', notAfter: new Date('2026-04-01T06:30:00Z') },
      order: { nextTryAt: new Date('2026-03-02T07:00:00Z'), failure },
    });
    expect(domains[3]).toMatchObject({ state: 'waitingForDns', certificate: null, order: null });
    const lines = text.split('\n');
    expect(lines[3]).toBe(
      'help.acme.test\tacme\trenewalAtRisk\tcertificate until 2026-04-01 06:30 UTC, renewal 2026-03-01 00:00 UTC, ' +
        'next try 2026-03-02 07:00 UTC, The name server ns.test doesn’t answer our updates (gone). ' +
        'Check that ns.test runs and that a firewall lets UDP and TCP through to it. Last heard: gone.',
    );
    expect(lines[4]).toBe('new.acme.test\tacme\twaitingForDns');
    expect(JSON.parse(JSON.stringify(data)).domains[2].certificate.notAfter).toBe(
      '2026-04-01T06:30:00.000Z',
    );
  });

  it('shows no key', async () => {
    await onDatabase(url, `UPDATE certificates SET key_sealed = 'a-sealed-key', chain = 'a-chain'`);
    const { data, text } = await list();
    expect(JSON.stringify(data) + text).not.toMatch(/a-sealed-key|a-chain/);
  });

  it('says how the wildcard is', async () => {
    const wildcard: ListedWildcard = {
      host: '*.desk.example',
      source: 'ordered',
      notAfter: new Date('2026-04-01T00:00:00Z'),
      renewAt: new Date('2026-03-01T00:00:00Z'),
      nextTryAt: new Date('2026-03-01T01:00:00Z'),
      failure,
    };
    const text = await domainLines([], wildcard);
    expect(text).toMatch(/^\*\.desk\.example\t\tordered\tcertificate until 2026-04-01 00:00 UTC, /);
    expect(text).toContain('next try 2026-03-01 01:00 UTC, The name server ns.test');
    expect(await domainLines([], { ...wildcard, failure: null })).not.toContain('next try');
  });
});
