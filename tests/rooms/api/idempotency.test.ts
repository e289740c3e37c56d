import { describe, expect, it } from 'vitest';
import { forgetAnswers } from '@/session/keep-answer';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';
import { asSystem } from '~tests/setup/tenants';
import { apiTenant, ask, keyFor, makePeople } from './api-caller';

const urls = await freshDatabase();
const a = await apiTenant();
const { company, contact } = await makePeople(a);
const once = (key: string) => ({ 'idempotency-key': key });
const ticket = { requesterId: contact.id, title: 'Printer', description: 'It hums.' };
const post = (key: string, body: object, address = '/tickets') =>
  a.call('POST', address, { body, headers: once(key) });
const numbers = async () => {
  const { json } = await a.call('GET', '/tickets?limit=100');
  return json.data.map((row: { number: number }) => row.number);
};

describe('an Idempotency-Key', () => {
  it('gives the same answer again, byte by byte, and does nothing twice', async () => {
    const first = await post('one', ticket);
    const again = await post('one', ticket);
    expect(first.status).toBe(201);
    expect(first.headers.has('idempotent-replayed')).toBe(false);
    expect(again).toMatchObject({ status: 201, text: first.text });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await numbers()).toEqual([first.json.number]);
  });

  it('makes one row of twenty requests at once', async () => {
    const before = await numbers();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('twenty', ticket)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.has('idempotent-replayed'))).toHaveLength(19);
    expect(await numbers()).toHaveLength(before.length + 1);
  });

  it('makes a row each of twenty keys at once', async () => {
    const before = await numbers();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => post(`k${n}`, ticket)));
    expect(new Set(answers.map(({ json }) => json.number)).size).toBe(20);
    expect(await numbers()).toHaveLength(before.length + 20);
  });

  it('is refused with another request', async () => {
    await post('reused', ticket);
    for (const answer of [
      await post('reused', { ...ticket, title: 'Scanner' }),
      await post('reused', { name: 'x' }, '/companies'),
    ]) {
      expect(answer).toMatchObject({ status: 422, json: { code: 'api.idempotencyKeyReused' } });
    }
  });

  it('is free again after a refusal', async () => {
    const body = { ...ticket, status: 'nonsense' };
    expect((await post('corrected', body)).status).toBe(422);
    expect((await post('corrected', ticket)).status).toBe(201);
  });

  it('belongs to its API key', async () => {
    const key = await keyFor(a.tenant);
    const first = await post('mine', ticket);
    const other = await ask(a.tenant.managedHost, 'POST', '/tickets', {
      key,
      body: ticket,
      headers: once('mine'),
    });
    expect(other.json.number).not.toBe(first.json.number);
  });

  it.each(['', 'a b', 'é', 'x'.repeat(201)])('%j can’t be one', async (key) => {
    const answer = await post(key, ticket);
    expect(answer).toMatchObject({ status: 422, json: { code: 'api.idempotencyKeyBad' } });
  });

  it('repeats an answer without a body', async () => {
    const one = await a.call('POST', '/contacts', {
      body: {
        companyId: company.id,
        name: 'Mail Me',
        email: 'mail.me@ada.test',
        sendWelcome: false,
      },
    });
    const address = `/contacts/${one.json.id}/welcome`;
    expect((await post('welcome', {}, address)).status).toBe(204);
    const again = await post('welcome', {}, address);
    expect(again.status).toBe(204);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const mails = await onDatabase<{ n: number }>(
      urls.admin,
      `SELECT count(*)::int AS n FROM outbox_messages WHERE to_address = 'mail.me@ada.test'`,
    );
    expect(mails[0]?.n).toBe(1);
  });

  it('never keeps a password in clear', async () => {
    const body = { companyId: company.id, name: 'Secret Keeper', sendWelcome: false };
    const first = await post('secret', body, '/contacts');
    const again = await post('secret', body, '/contacts');
    expect(again.json.initialPassword).toBe(first.json.initialPassword);
    const rows = await onDatabase<{ body: unknown }>(
      urls.admin,
      `SELECT body FROM idempotency_keys WHERE key = 'secret'`,
    );
    expect(JSON.stringify(rows)).toMatch(/s1\./);
    expect(JSON.stringify(rows)).not.toContain(first.json.initialPassword);
    expect(JSON.stringify(rows)).not.toContain('Secret Keeper');
  });

  it('leaves neither the deed nor the answer where the answer can’t be kept', async () => {
    const before = await numbers();
    await onDatabase(
      urls.admin,
      `ALTER TABLE idempotency_keys ADD CONSTRAINT broken CHECK (key <> 'broken' OR status IS NULL)`,
    );
    expect((await post('broken', ticket)).status).toBe(500);
    await onDatabase(urls.admin, 'ALTER TABLE idempotency_keys DROP CONSTRAINT broken');
    expect(await numbers()).toEqual(before);
    expect((await post('broken', ticket)).status).toBe(201);
    expect(await numbers()).toHaveLength(before.length + 1);
  });

  it('is forgotten after a day', async () => {
    const first = await post('old', ticket);
    await onDatabase(
      urls.admin,
      `UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = 'old'`,
    );
    const second = await post('old', ticket);
    expect(second.json.number).not.toBe(first.json.number);
    await onDatabase(
      urls.admin,
      `UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = 'old'`,
    );
    expect(await forgetAnswers(await asSystem(a.tenant))).toEqual({ removed: 1 });
    expect((await post('one', ticket)).headers.get('idempotent-replayed')).toBe('true');
  });
});
