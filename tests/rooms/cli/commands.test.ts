import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Command, commands } from '@/cli/commands';
import { testDataPassword } from '@/cli/load-test-data';
import { BadArguments, parseArguments } from '@/cli/parse-arguments';
import { verifyPassword } from '@/people/verify-password';
import { apiScopes } from '@/session/api-scopes';
import { refusalOf } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';

/** The commands as the operator's words call them, on a database of their own. */
let url = '';
beforeAll(async () => {
  const name = `test_cli_${process.pid}`;
  const admin = inject('adminUrl');
  const own = new URL(admin);
  own.pathname = `/${name}`;
  url = own.toString();
  await onDatabase(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await onDatabase(admin, `CREATE DATABASE ${name}`); // empty: the first command migrates it
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('DATA_DIR', inject('dataDir'));
  vi.stubEnv('SECRET_KEY', inject('secretKey'));
  return async () => {
    vi.unstubAllEnvs();
    await onDatabase(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
});

async function cli(name: keyof typeof commands, ...words: string[]) {
  const command: Command = commands[name];
  const { json: _, ...options } = parseArguments(words, command.options, name);
  return command.run(options);
}

async function faultOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BadArguments);
  return (error as Error).message;
}

const rows = <Row extends object>(statement: string, values: unknown[] = []) =>
  onDatabase<Row>(url, statement, values);

describe('tenant create', () => {
  const words = ['--slug', 'acme', '--name', 'Acme IT', '--admin-email', 'A@Acme.test'];

  it('makes a tenant that can be used at once, on an empty database', async () => {
    const { data } = await cli('tenant create', ...words);
    expect(data).toEqual({
      tenant: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), slug: 'acme' },
      portalUrl: expect.stringMatching(/^http:\/\/acme\.servicedesk\.localhost(:\d+)?\/$/),
      consoleUrl: expect.stringMatching(/^http:\/\/acme\.servicedesk\.localhost(:\d+)?\/console$/),
      admin: { email: 'a@acme.test', password: expect.stringMatching(/^\w{4}(-\w{4}){3}$/) },
      apiKey: expect.stringMatching(/^sd_/),
    });
    const { admin, tenant } = data as { admin: { password: string }; tenant: { id: string } };
    const [row] = await rows<{
      password_hash: string;
      must_change_password: boolean;
      role: string;
    }>('SELECT * FROM technicians WHERE tenant_id = $1', [tenant.id]);
    expect(row).toMatchObject({ role: 'admin', must_change_password: true });
    expect(await verifyPassword(row!.password_hash, admin.password)).toBe(true);
    const statuses = await rows('SELECT key FROM ticket_statuses WHERE tenant_id = $1', [
      tenant.id,
    ]);
    expect(statuses).toHaveLength(4);
    const [key] = await rows<{ scopes: string[] }>(
      'SELECT scopes FROM api_keys WHERE tenant_id = $1',
      [tenant.id],
    );
    expect(key!.scopes).toEqual([...apiScopes]);
  });

  it('keeps a password that is given', async () => {
    const { data } = await cli(
      'tenant create',
      ...['--slug', 'given', '--name', 'Given', '--admin-email', 'b@given.test'],
      ...['--admin-password', 'a password of mine', '--default-language', 'fr'],
    );
    expect(data).toMatchObject({ admin: { password: 'a password of mine' } });
    const [row] = await rows(
      `SELECT must_change_password FROM technicians WHERE email = 'b@given.test'`,
    );
    expect(row).toEqual({ must_change_password: false });
  });

  it('refuses a slug that is taken or reserved, with suggestions, and leaves nothing behind', async () => {
    const taken = await refusalOf(cli('tenant create', ...words));
    expect(taken).toMatchObject({ key: 'tenants.slugTaken', values: { slug: 'acme' } });
    expect(taken.values.suggestions).toContain('acme-it');
    const reserved = words.map((word) => (word === 'acme' ? 'admin' : word));
    expect((await refusalOf(cli('tenant create', ...reserved))).key).toBe('tenants.slugReserved');
    expect(await rows(`SELECT slug FROM tenants ORDER BY slug`)).toEqual([
      { slug: 'acme' },
      { slug: 'given' },
    ]);
  });

  it.each([
    [['--slug', 'a b'], '--slug'],
    [['--slug', '-x-'], '--slug'],
    [['--admin-email', 'nobody'], '--admin-email'],
    [['--admin-password', 'short'], '--admin-password'],
    [['--default-language', 'xx'], '--default-language'],
    [['--time-zone', 'Mars/Olympus'], '--time-zone'],
    [['--name', ' '], '--name'],
  ])('%j is refused, naming the option', async (change, option) => {
    const base = ['--slug', 'fine', '--name', 'Fine', '--admin-email', 'c@fine.test'];
    expect(await faultOf(cli('tenant create', ...base, ...change))).toContain(option);
    expect(await rows(`SELECT slug FROM tenants WHERE slug = 'fine'`)).toEqual([]);
  });
});

describe('words', () => {
  it('that are missing or unknown are named', () => {
    const { options } = commands['tenant create'];
    const parse = (...words: string[]) => parseArguments(words, options, 'tenant create');
    expect(() => parse('--slug', 'x')).toThrow('--name, --admin-email');
    expect(() => parse('--slag', 'x')).toThrow(/--slag/);
    expect(() => parse('x')).toThrow(BadArguments);
    expect(() => parse('--slug')).toThrow(/slug/);
  });

  it('become options by name; --json is one everywhere', () => {
    const { options } = commands['tenant create'];
    const words = ['--slug', 'x', '--name', 'y', '--admin-email', 'z', '--json'];
    expect(parseArguments(words, options, '')).toEqual({
      slug: 'x',
      name: 'y',
      adminEmail: 'z',
      json: 'true',
    });
  });
});

describe('tenant list', () => {
  it('shows every tenant, oldest first', async () => {
    const { data, text } = await cli('tenant list');
    const tenants = (data as { tenants: { slug: string }[] }).tenants;
    expect(tenants.map(({ slug }) => slug)).toEqual(['acme', 'given']);
    expect(text).toContain('acme\tAcme IT\tacme.servicedesk.localhost');
  });
});

describe('entitlement', () => {
  const acme = ['--tenant', 'acme'];
  const standing = async (...words: string[]) => {
    const { data } = await cli(words[0] as keyof typeof commands, ...acme, ...words.slice(1));
    const { entitlements } = data as { entitlements: { name: string; granted: boolean }[] };
    return entitlements.flatMap(({ name, granted }) => (granted ? [name] : []));
  };

  it('is granted and revoked by the operator, by name or all of them', async () => {
    const all = ['assistant', 'selfService', 'softwareCatalogue'];
    expect(await standing('entitlement list')).toEqual(all);
    const two = ['--name', 'assistant,softwareCatalogue'];
    expect(await standing('entitlement revoke', ...two)).toEqual(['selfService']);
    expect(await standing('entitlement list')).toEqual(['selfService']);
    expect((await cli('entitlement list', ...acme)).text).toContain('assistant\tnot granted');
    expect(await standing('entitlement grant', '--name', 'all')).toEqual(all);
  });

  it('refuses an unknown tenant and names an unknown entitlement', async () => {
    const nobody = cli('entitlement grant', '--tenant', 'nobody', '--name', 'all');
    expect((await refusalOf(nobody)).key).toBe('tenants.unknown');
    const bad = cli('entitlement grant', ...acme, '--name', 'assistant,tickets');
    expect(await faultOf(bad)).toContain('"tickets"');
  });

  it('shows the operator what was asked for', async () => {
    expect((await cli('entitlement requests')).data).toEqual({ requests: [] });
    await cli('entitlement revoke', ...acme, '--name', 'assistant');
    await rows(
      `UPDATE settings SET value = jsonb_set(value, '{requested}', $1) WHERE key = 'entitlements'`,
      [{ assistant: { at: '2026-03-02T10:00:00.000Z', by: 'Ada' } }],
    );
    const { data, text } = await cli('entitlement requests');
    const request = { tenant: 'acme', name: 'assistant', by: 'Ada' };
    expect(data).toEqual({ requests: [{ ...request, at: new Date('2026-03-02T10:00:00Z') }] });
    expect(text).toBe('acme\tassistant\t2026-03-02T10:00:00.000Z\tAda');
    await cli('entitlement grant', ...acme, '--name', 'assistant');
    expect((await cli('entitlement requests')).text).toContain('Nobody');
  });
});

describe('api-key create', () => {
  it('makes a key of the tenant, shown once', async () => {
    const words = ['--tenant', 'acme', '--scopes', 'tickets:read, tickets:write'];
    const { data, text } = await cli('api-key create', ...words);
    const made = data as { id: string; apiKey: string; scopes: string[] };
    expect(made.scopes).toEqual(['tickets:read', 'tickets:write']);
    expect(text).toBe(made.apiKey);
    const [row] = await rows<{ key_hash: string }>('SELECT * FROM api_keys WHERE id = $1', [
      made.id,
    ]);
    expect(JSON.stringify(row)).not.toContain(made.apiKey);
  });

  it('refuses an unknown tenant, and names an unknown scope', async () => {
    const unknown = cli('api-key create', '--tenant', 'nobody', '--scopes', 'all');
    expect((await refusalOf(unknown)).key).toBe('tenants.unknown');
    const bad = cli('api-key create', '--tenant', 'acme', '--scopes', 'tickets:read,all');
    expect(await faultOf(bad)).toContain('"all"');
    expect(await faultOf(cli('api-key create', '--tenant', 'acme', '--scopes', 'x'))).toContain(
      '"x"',
    );
  });
});

describe('technician reset-factors', () => {
  const reset = (email: string, tenant = 'acme') =>
    cli('technician reset-factors', '--tenant', tenant, '--email', email);

  it('takes the factors of the last admin away, and tells them', async () => {
    const [admin] = await rows<{ tenant_id: string; id: string; email: string }>(
      "SELECT a.* FROM technicians a JOIN tenants t ON t.id = a.tenant_id WHERE t.slug = 'acme'",
    );
    const { tenant_id, id, email } = admin!;
    await rows(
      `INSERT INTO passkeys (tenant_id, id, technician_id, name, credential_id, public_key,
         sign_count, transports) VALUES ($1, gen_random_uuid(), $2, 'Key', 'x', 'x', 0, '{}')`,
      [tenant_id, id],
    );
    expect(await reset(email.toUpperCase())).toMatchObject({ data: { id, removed: 1 } });
    const mails = await rows("SELECT FROM outbox_messages WHERE template = 'factorsReset'");
    expect(mails).toHaveLength(1);
    const again = await reset(email);
    expect(again).toMatchObject({ data: { removed: 0 }, text: expect.stringContaining('had no') });
  });

  it('refuses an unknown tenant and an unknown address', async () => {
    expect((await refusalOf(reset('a@acme.test', 'nobody'))).key).toBe('tenants.unknown');
    expect((await refusalOf(reset('nobody@acme.test'))).key).toBe('people.technicianUnknown');
  });
});

describe('doctor', () => {
  it('finds a good database, and tells no secret', async () => {
    const { data, failed, text } = await cli('doctor');
    expect(failed).toBe(false);
    const { findings } = data as { findings: { what: string; state: string }[] };
    expect(findings).toContainEqual(expect.objectContaining({ what: 'database', state: 'ok' }));
    expect(findings).toContainEqual(expect.objectContaining({ what: 'runtime role', state: 'ok' }));
    expect(text).not.toContain(inject('secretKey'));
    expect(text).not.toContain(new URL(url).password || 'no password');
  });
});

describe('migrate', () => {
  it('may be repeated', async () => {
    expect((await cli('migrate')).data).toEqual({ migrated: true });
    expect((await cli('migrate')).data).toEqual({ migrated: true });
  });
});

describe('demo load', () => {
  it('makes a tenant whose cards sign in, once', async () => {
    const { data } = await cli('demo load');
    const { cards } = data as { cards: { role: string; login: string; password: string }[] };
    expect(cards.map(({ role }) => role)).toEqual([
      'admin',
      'technician',
      'primaryContact',
      'contact',
      'restricted',
    ]);
    for (const { login, password } of cards) {
      const [row] = await rows<{ hash: string }>(
        `SELECT password_hash AS hash FROM technicians WHERE email = $1
         UNION ALL SELECT password_hash FROM contacts WHERE username = $1`,
        [login],
      );
      expect(await verifyPassword(row!.hash, password), login).toBe(true);
    }
    const [count] = await rows(
      `SELECT count(*)::int AS tickets, (SELECT count(*)::int FROM companies c WHERE c.tenant_id = t.id) AS companies
       FROM tenants t JOIN tickets k ON k.tenant_id = t.id WHERE t.is_demo GROUP BY t.id`,
    );
    expect(count).toEqual({ tickets: 30, companies: 3 });
  });

  it('is refused a second time and changes nothing', async () => {
    const count = () =>
      rows('SELECT (SELECT count(*) FROM tickets), (SELECT count(*) FROM contacts)');
    const before = await count();
    expect((await refusalOf(cli('demo load'))).key).toBe('tenants.demoIsThere');
    expect(await count()).toEqual(before);
    await rows('UPDATE tenants SET is_demo = false WHERE is_demo');
    expect((await refusalOf(cli('demo load'))).key).toBe('tenants.demoSlugTaken');
    await rows("UPDATE tenants SET is_demo = true WHERE slug = 'demo'");
  });
});

describe('load-test-data', () => {
  it('makes valid tenants and as many tickets as were asked for', async () => {
    const { data } = await cli('load-test-data', '--tenants', '3', '--tickets', '100');
    expect(data).toMatchObject({ tenants: 3, tickets: 100 });
    const counts = await rows<{ tickets: number; last: number; distinct: number }>(
      `SELECT count(*)::int AS tickets, max(k.number) AS last, count(DISTINCT k.number)::int AS distinct
       FROM tickets k JOIN tenants t ON t.id = k.tenant_id WHERE t.slug LIKE 'load-%' GROUP BY t.id`,
    );
    expect(counts).toHaveLength(3);
    expect(counts.reduce((sum, row) => sum + row.tickets, 0)).toBe(100);
    for (const row of counts) expect([row.last, row.distinct]).toEqual([row.tickets, row.tickets]);
    const counters = await rows(
      `SELECT 1 FROM ticket_counters c JOIN tenants t ON t.id = c.tenant_id
       WHERE t.slug LIKE 'load-%' AND last_number <> (SELECT max(number) FROM tickets k WHERE k.tenant_id = t.id)`,
    );
    expect(counters).toEqual([]);
    const [contact] = await rows<{ hash: string }>(
      `SELECT password_hash AS hash FROM contacts WHERE username = 'contact-1'`,
    );
    expect(await verifyPassword(contact!.hash, testDataPassword)).toBe(true);
    const [turn] = await rows(
      `SELECT count(*)::int AS wrong FROM tickets k JOIN ticket_statuses s ON s.id = k.status_id
       WHERE (s.category = 'closed') <> (k.closed_at IS NOT NULL)`,
    );
    expect(turn).toEqual({ wrong: 0 });
  });

  it.each([
    ['0', '10', '--tenants'],
    ['x', '10', '--tenants'],
    ['1', '-1', '--tickets'],
    ['1', '1.5', '--tickets'],
  ])('%s tenants and %s tickets are refused', async (tenants, tickets, option) => {
    const words = [`--tenants=${tenants}`, `--tickets=${tickets}`];
    expect(await faultOf(cli('load-test-data', ...words))).toContain(option);
  });
});

describe('articles export', () => {
  it('writes the knowledge base of a tenant to a new file, and over none', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'export-')), 'articles.zip');
    await cli('tenant create', '--slug', 'books', '--name', 'Books', '--admin-email', 'b@b.test');
    const { data } = await cli('articles export', '--tenant', 'books', '--file', file);
    expect(data).toEqual({ file, size: readFileSync(file).length });
    expect(readFileSync(file).toString('latin1')).toContain('knowledge-base.json');
    await expect(cli('articles export', '--tenant', 'books', '--file', file)).rejects.toThrow(
      /EEXIST/,
    );
    expect(
      (await refusalOf(cli('articles export', '--tenant', 'nobody', '--file', file))).status,
    ).toBe(404);
  });
});
