import { describe, expect, it } from 'vitest';
import { apiScopes } from '@/session/api-scopes';
import { countRequest, requestsPerMinute } from '@/session/count-request';
import { CreateApiKey, createApiKey, readApiKeys, revokeApiKey } from '@/session/create-api-key';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asTechnician, makeTenant } from '~tests/setup/tenants';

const urls = await freshDatabase();
const a = await makeTenant();
const b = await makeTenant();
const admin = await asTechnician(a, 'admin');
const wanted = { name: 'Monitoring', scopes: ['tickets:read', 'tickets:read'] as 'tickets:read'[] };

describe('API keys', () => {
  it('are shown once and kept as a hash', async () => {
    const { result, entries } = await withAudit(a, () => createApiKey(admin, wanted));
    expect(result.token).toMatch(/^sd_[\w-]{43}$/);
    expect(entries).toMatchObject([
      { event: 'apiKey.created', subjectId: result.id, actorId: admin.actor.id },
    ]);
    const rows = JSON.stringify([
      await onDatabase(urls.admin, 'SELECT * FROM api_keys'),
      await onDatabase(urls.admin, 'SELECT * FROM audit_events'),
    ]);
    expect(rows).not.toContain(result.token);
    const [listed] = await readApiKeys(admin);
    expect(listed).toMatchObject({
      id: result.id,
      prefix: result.token.slice(0, 9),
      scopes: ['tickets:read'],
      lastUsedAt: null,
    });
    expect(JSON.stringify(listed)).not.toContain('keyHash');
  });

  it('are revoked once, by whom they belong to', async () => {
    const { id } = await createApiKey(admin, wanted);
    const foreign = await asTechnician(b, 'admin');
    expect((await refusalOf(revokeApiKey(foreign, { id }))).status).toBe(404);
    const { events } = await withAudit(a, () => revokeApiKey(admin, { id }));
    expect(events).toEqual(['apiKey.revoked']);
    expect((await refusalOf(revokeApiKey(admin, { id }))).status).toBe(404);
    expect((await readApiKeys(admin)).map((key) => key.id)).not.toContain(id);
    expect(await readApiKeys(foreign)).toEqual([]);
  });

  it('are for admins alone', async () => {
    const technician = await asTechnician(a);
    for (const work of await Promise.all(
      [
        createApiKey(technician, wanted),
        readApiKeys(technician),
        revokeApiKey(technician, { id: admin.actor.id }),
      ].map((one) => refusalOf(one)),
    )) {
      expect(work).toMatchObject({ status: 403, key: 'session.adminsOnly' });
    }
  });

  it('need a name and scopes that there are', () => {
    expect(CreateApiKey.safeParse({ name: 'x', scopes: [...apiScopes] }).success).toBe(true);
    for (const change of [{ name: ' ' }, { scopes: [] }, { scopes: ['tickets:delete'] }]) {
      expect(CreateApiKey.safeParse({ ...wanted, ...change }).success).toBe(false);
    }
  });
});

describe('counting requests', () => {
  it('gives each key its own minute, which ends', () => {
    const start = 1_000_000;
    for (let n = 1; n <= requestsPerMinute; n++) {
      expect(countRequest('one', start)).toEqual({ left: requestsPerMinute - n, resetsIn: 60 });
    }
    expect(countRequest('one', start + 30_500)).toEqual({ left: -1, resetsIn: 30 });
    expect(countRequest('two', start).left).toBe(requestsPerMinute - 1);
    expect(countRequest('one', start + 60_000).left).toBe(requestsPerMinute - 1);
  });
});
