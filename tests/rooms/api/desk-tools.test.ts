import { describe, expect, it } from 'vitest';
import { createCannedReply } from '@/tickets/desk/create-canned-reply';
import { readCannedReplies } from '@/tickets/desk/read-canned-replies';
import { readSavedViews } from '@/tickets/desk/read-saved-views';
import { saveView } from '@/tickets/desk/save-view';
import { freshDatabase } from '~tests/setup/fresh-database';
import { withAudit } from '~tests/setup/proofs';
import { asTechnician } from '~tests/setup/tenants';
import { apiTenant, ask, keyFor, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();
const technician = await asTechnician(a.tenant);

describe('canned replies', () => {
  it('of the team are kept, changed in part, found and deleted, each with one entry', async () => {
    const body = { title: 'Restart first', body: 'Hello {contact},\nrestart it.' };
    const { result, events } = await withAudit(a.tenant, async () => {
      const made = await a.call('POST', '/canned-replies', { body });
      expect(made).toMatchObject({ status: 201, json: body });
      const path = `/canned-replies/${made.json.id}`;
      const changed = await a.call('PATCH', path, { body: { title: 'Restart' } });
      expect(changed.json).toEqual({ ...made.json, title: 'Restart' });
      expect((await a.call('GET', '/canned-replies?q=RESTART+hello')).json.data).toEqual([
        changed.json,
      ]);
      expect((await readCannedReplies(technician)).map(({ title }) => title)).toEqual(['Restart']);
      expect((await a.call('DELETE', path)).status).toBe(204);
      return a.call('PATCH', path, { body: { title: 'x' } });
    });
    expect(result.status).toBe(404);
    expect(events).toEqual(['cannedReply.created', 'cannedReply.changed', 'cannedReply.deleted']);
  });

  it('of one technician do not exist for programs', async () => {
    const own = await createCannedReply(technician, { title: 'Mine', body: 'My words.' });
    expect((await a.call('GET', '/canned-replies')).text).not.toContain('Mine');
    const path = `/canned-replies/${own.id}`;
    expect((await a.call('PATCH', path, { body: { title: 'x' } })).status).toBe(404);
    expect((await a.call('DELETE', path)).status).toBe(404);
    expect(await readCannedReplies(technician)).toHaveLength(1);
  });

  it.each([{ title: '' }, { title: 'x'.repeat(121) }, { body: ' ' }, { owner: 'me' }])(
    'refuse %o beside its field',
    async (wrong) => {
      const good = { title: 'A title', body: 'A text' };
      const answer = await a.call('POST', '/canned-replies', { body: { ...good, ...wrong } });
      expect(answer.status).toBe(422);
      expect(Object.keys(answer.json.errors)).toEqual(Object.keys(wrong));
    },
  );
});

describe('saved views', () => {
  it('of the team are saved, changed, listed in order and deleted, each with one entry', async () => {
    const query = 'view=all&status=open';
    const { events } = await withAudit(a.tenant, async () => {
      const first = (await a.call('POST', '/views', { body: { name: 'Open', query } })).json;
      const second = (await a.call('POST', '/views', { body: { name: 'VIP', query: 'tag=vip' } }))
        .json;
      expect((await a.call('GET', '/views')).json.data).toEqual([first, second]);
      const path = `/views/${second.id}`;
      const changed = await a.call('PATCH', path, { body: { query: 'view=all&tag=vip' } });
      expect(changed.json).toEqual({ id: second.id, name: 'VIP', query: 'view=all&tag=vip' });
      expect((await readSavedViews(technician)).map(({ name }) => name)).toEqual(['Open', 'VIP']);
      expect((await a.call('DELETE', `/views/${first.id}`)).status).toBe(204);
    });
    expect(events).toEqual([
      'savedView.created',
      'savedView.created',
      'savedView.changed',
      'savedView.deleted',
    ]);
  });

  it('of one technician do not exist for programs', async () => {
    const { id } = await saveView(technician, { name: 'Mine alone', query: 'view=mine' });
    expect((await a.call('GET', '/views')).text).not.toContain('Mine alone');
    expect((await a.call('DELETE', `/views/${id}`)).status).toBe(404);
  });
});

describe('both', () => {
  it('are read with tickets:read and changed with settings:write alone', async () => {
    const host = a.tenant.managedHost;
    const reads = await keyFor(a.tenant, ['tickets:read', 'tickets:write']);
    const writes = await keyFor(a.tenant, ['settings:write']);
    const reply = { title: 'By whom', body: 'Text' };
    const view = { name: 'By whom', query: '' };
    for (const [path, body] of [
      ['/canned-replies', reply],
      ['/views', view],
    ] as const) {
      expect((await ask(host, 'GET', path, { key: reads })).status).toBe(200);
      expect((await ask(host, 'POST', path, { key: reads, body })).status).toBe(403);
      expect((await ask(host, 'GET', path, { key: writes })).status).toBe(403);
      expect((await ask(host, 'POST', path, { key: writes, body })).status).toBe(201);
    }
  });
});

describe('POST /tickets/bulk', () => {
  const tickets = async (count: number) => {
    const { contact } = await makePeople(a, `Bulk ${count} ${Math.random()}`);
    const body = { requesterId: contact.id, title: 'Printer', description: 'It hums.' };
    const numbers: number[] = [];
    for (let at = 0; at < count; at++) {
      numbers.push((await a.call('POST', '/tickets', { body })).json.number);
    }
    return numbers;
  };

  it('changes each by itself, and says which stayed as they were', async () => {
    const [one, two] = await tickets(2);
    const body = { numbers: [two, 999_999, one], change: { status: 'pending' } };
    const { result, events } = await withAudit(a.tenant, () =>
      a.call('POST', '/tickets/bulk', { body }),
    );
    expect(result.json).toEqual({
      changed: [one, two],
      refused: [{ number: 999_999, code: 'notFound' }],
    });
    expect(events).toEqual(['ticket.statusChanged', 'ticket.statusChanged']);
    for (const number of [one, two]) {
      expect((await a.call('GET', `/tickets/${number}`)).json.status).toBe('pending');
    }
    const again = await a.call('POST', '/tickets/bulk', {
      body: { numbers: [one], change: { assigneeId: technician.actor.id } },
    });
    expect(again.json).toEqual({ changed: [one], refused: [] });
  });

  it('is done once, however often it is asked with the same key', async () => {
    const numbers = await tickets(2);
    const options = {
      body: { numbers, change: { priority: 'urgent' } },
      headers: { 'idempotency-key': 'bulk-once' },
    };
    const { events } = await withAudit(a.tenant, async () => {
      const [first, second] = [
        await a.call('POST', '/tickets/bulk', options),
        await a.call('POST', '/tickets/bulk', options),
      ];
      expect(second.json).toEqual(first.json);
      expect(second.headers.get('idempotent-replayed')).toBe('true');
    });
    expect(events).toEqual(['ticket.priorityChanged', 'ticket.priorityChanged']);
  });

  it('refuses what is wrong for all of them, beside its field, and changes none', async () => {
    const numbers = await tickets(1);
    for (const [change, field] of [
      [{ status: 'nowhere' }, 'change.status'],
      [{ assigneeId: b.tenant.id }, 'change.assigneeId'],
    ] as const) {
      const { result, events } = await withAudit(a.tenant, () =>
        a.call('POST', '/tickets/bulk', { body: { numbers, change } }),
      );
      expect(result.status).toBe(422);
      expect(Object.keys(result.json.errors)).toEqual([field]);
      expect(events).toEqual([]);
    }
    for (const change of [{}, { status: 'open', priority: 'low' }, { title: 'x' }]) {
      const answer = await a.call('POST', '/tickets/bulk', { body: { numbers, change } });
      expect(answer.status).toBe(422);
    }
    const many = Array.from({ length: 101 }, (_, at) => at + 1);
    const body = { numbers: many, change: { priority: 'low' } };
    expect((await a.call('POST', '/tickets/bulk', { body })).status).toBe(422);
  });

  it('finds none of another tenant’s', async () => {
    const numbers = await tickets(1);
    const change = { priority: 'high' };
    const { result, events } = await withAudit(a.tenant, () =>
      b.call('POST', '/tickets/bulk', { body: { numbers, change } }),
    );
    expect(result.json).toEqual({
      changed: [],
      refused: [{ number: numbers[0], code: 'notFound' }],
    });
    expect(events).toEqual([]);
  });
});
