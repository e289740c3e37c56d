import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { OpenedTenant } from '@/cli/create-tenant';
import { findEmbeddedPostgres } from '@/platform/embedded-postgres';
import { type ApiAnswer, type ApiClient, apiClient } from '~tests/setup/api-client';
import { freePort } from '~tests/setup/free-port';
import { createTenant, type ServerProcess, startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';

/** Fault 1, and what a kill leaves to the next start. Here the server owns its Postgres. */
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-killed-'));
const port = await freePort();
let server: ServerProcess | undefined;

const start = () => startServer({ databaseUrl: '', dataDir, port });
const adminUrl = async () => (await findEmbeddedPostgres({ dataDir }))?.adminUrl ?? '';

afterAll(async () => {
  await server?.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

describe('a server that is killed', { timeout: 180_000 }, () => {
  let tenant: OpenedTenant;
  let requesterId: string;
  const acknowledged = new Map<string, number>();
  const keys = Array.from({ length: 60 }, (_, at) => `ticket-${at}`);

  it('leaves each ticket whole or not at all, and repeated keys make no second one', async () => {
    server = await start();
    tenant = await createTenant(server, { slug: 'acme', name: 'Acme IT' });
    const api = apiClient(server.origin('acme'), tenant.apiKey);
    const company = (await api('POST', '/companies', { body: { name: 'Customer' } })).json.id;
    const body = { companyId: company, name: 'Conny', email: 'conny@customer.test' };
    requesterId = (await api('POST', '/contacts', { body })).json.id;

    for (let kills = 0; kills < 3; kills++) {
      const work = openAll(api);
      await untilAcknowledged((kills + 1) * 15);
      await server.end('SIGKILL');
      await work;
      server = await start();
    }
    await openAll(api);

    expect(acknowledged.size).toBe(keys.length);
    const url = await adminUrl();
    const tickets = await onDatabase<{ title: string; number: number }>(
      url,
      'SELECT title, number FROM tickets ORDER BY number',
    );
    expect(tickets.map(({ title }) => title).sort()).toEqual([...keys].sort());
    for (const { title, number } of tickets) expect(acknowledged.get(title)).toBe(number);
    expect(tickets.map(({ number }) => number)).toEqual(keys.map((_, at) => at + 1));
    for (const half of [
      "SELECT FROM audit_events WHERE event = 'ticket.opened'",
      "SELECT FROM idempotency_keys WHERE status = 201 AND key LIKE 'ticket-%'",
      `SELECT FROM outbox_messages WHERE template = 'ticketOpened'`,
    ]) {
      expect({ half, rows: (await onDatabase(url, half)).length }).toEqual({
        half,
        rows: keys.length,
      });
    }
  });

  /** Eight at a time, each key until it is acknowledged or the server is gone. */
  async function openAll(api: ApiClient): Promise<void> {
    const left = [...keys];
    const work = async () => {
      for (let key = left.shift(); key; key = left.shift()) await openOnce(api, key);
    };
    await Promise.all(Array.from({ length: 8 }, work));
  }

  /** One try with a key; a connection that breaks is what the test is about. */
  async function openOnce(api: ApiClient, key: string): Promise<void> {
    const body = { requesterId, title: key, description: `Opened by ${key}` };
    const answer = await api('POST', '/tickets', {
      body,
      headers: { 'idempotency-key': key },
    }).catch((): ApiAnswer | undefined => undefined);
    if (!answer) return;
    expect(answer.status).toBe(201);
    const before = acknowledged.get(key);
    if (before !== undefined) expect(answer.json.number).toBe(before);
    acknowledged.set(key, answer.json.number);
  }

  async function untilAcknowledged(count: number): Promise<void> {
    for (let waited = 0; acknowledged.size < count && waited < 20_000; waited += 2) await sleep(2);
  }

  it('is followed by one that takes over its lock and keeps the data, Postgres killed or not', async () => {
    await server?.end('SIGKILL');
    const postgres = await findEmbeddedPostgres({ dataDir });
    expect(postgres).toBeDefined();
    process.kill(postgres!.pid, 'SIGKILL');
    server = await start();
    const api = apiClient(server.origin('acme'), tenant.apiKey);
    expect((await api('GET', '/tickets?limit=100')).json.data).toHaveLength(keys.length);
  });

  it('refuses a second server beside a living one, and says which it is', async () => {
    const other = startServer({ databaseUrl: '', dataDir });
    await expect(other).rejects.toThrow(new RegExp(`process ${server?.pid}`));
  });
});
