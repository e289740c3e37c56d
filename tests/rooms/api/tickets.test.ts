import { describe, expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf } from '~tests/setup/proofs';
import { asContact, asTechnician } from '~tests/setup/tenants';
import { apiTenant, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const { call, tenant } = a;
const { company, contact } = await makePeople(a);
const technician = (await asTechnician(tenant)).actor;
const colleague = (await asContact(tenant, { company: { id: company.id, name: 'Ada Works' } }))
  .actor;
const outsider = (await asContact(tenant)).actor;
const wanted = { requesterId: contact.id, title: 'Printer', description: 'It hums.\r\nLoudly.' };
const open = async (more: object = {}) =>
  (await call('POST', '/tickets', { body: { ...wanted, ...more } })).json;

describe('tickets', () => {
  it('are opened with everything that can be said', async () => {
    const made = await call('POST', '/tickets', {
      body: {
        ...wanted,
        fields: { type: 'request' },
        status: 'pending',
        priority: 'high',
        assigneeId: technician.id,
        ccs: [colleague.id],
      },
    });
    expect(made).toMatchObject({
      status: 201,
      json: {
        title: 'Printer',
        description: 'It hums.\nLoudly.',
        fields: { type: 'request' },
        status: 'pending',
        statusCategory: 'pending',
        priority: 'high',
        assigneeId: technician.id,
        requesterId: contact.id,
        companyId: company.id,
        ccs: [{ id: colleague.id, name: colleague.name }],
        source: 'api',
        messages: [],
      },
    });
    expect((await call('GET', `/tickets/${made.json.number}`)).json).toEqual(made.json);
  });

  it.each([
    [{ requesterId: newId() }, 'requesterId'],
    [{ assigneeId: newId() }, 'assigneeId'],
    [{ status: 'nonsense' }, 'status'],
    [{ ccs: [outsider.id] }, 'ccs'],
    [{ title: ' ' }, 'title'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ fields: { type: 'wish' } }, 'fields.type'],
    [{ fields: { productFamily: 'x' } }, 'fields.productFamily'],
    [{ followUpOf: 0 }, 'followUpOf'],
  ])('%j is refused beside its field', async (change, field) => {
    const refused = await call('POST', '/tickets', { body: { ...wanted, ...change } });
    expect([refused.status, Object.keys(refused.json.errors ?? {})]).toEqual([422, [field]]);
  });

  it('are listed by filter, and in pages that hold each once', async () => {
    const other = await makePeople(a, 'Pages');
    for (let n = 0; n < 5; n++) await open({ requesterId: other.contact.id, title: `Page ${n}` });
    const seen: number[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 9; pages++) {
      const { json } = await call(
        'GET',
        `/tickets?limit=2&companyId=${other.company.id}&cursor=${cursor}`,
      );
      seen.push(...json.data.map((row: { number: number }) => row.number));
      cursor = json.nextCursor;
    }
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...seen].sort((x, y) => y - x));
    const query = `requesterId=${other.contact.id}&q=page%203&status=active&view=unassigned`;
    expect((await call('GET', `/tickets?${query}`)).json.data).toMatchObject([{ title: 'Page 3' }]);
    expect((await call('GET', `/tickets?${query}&priority=low`)).json.data).toEqual([]);
  });

  it('are changed all at once or not at all', async () => {
    const { number } = await open();
    const address = `/tickets/${number}`;
    const body = { priority: 'urgent', assigneeId: technician.id, ccs: [colleague.id] };
    const refused = await call('PATCH', address, { body: { ...body, status: 'nonsense' } });
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, ['status']]);
    expect((await call('GET', address)).json).toMatchObject({
      priority: 'normal',
      assigneeId: null,
      ccs: [],
      messages: [],
    });
    const changed = await call('PATCH', address, { body: { ...body, status: 'resolved' } });
    expect(changed).toMatchObject({
      status: 200,
      json: { priority: 'urgent', assigneeId: technician.id, status: 'resolved' },
    });
    expect(changed.json.ccs).toMatchObject([{ id: colleague.id }]);
    expect(changed.json.resolvedAt).not.toBeNull();
    const cleared = await call('PATCH', address, { body: { ccs: [], assigneeId: null } });
    expect(cleared.json).toMatchObject({ ccs: [], assignee: null, status: 'resolved' });
    for (const field of ['title', 'number', 'requesterId', 'can']) {
      const unknown = await call('PATCH', address, { body: { [field]: 1 } });
      expect([unknown.status, Object.keys(unknown.json.errors)]).toEqual([422, [field]]);
    }
    const events = (await auditOf(tenant)).filter((entry) => entry.event === 'ticket.assigned');
    expect(events.at(-1)).toMatchObject({ actorKind: 'apiKey', actorName: 'Test' });
  });

  it('are closed and opened again', async () => {
    const { number } = await open();
    const address = `/tickets/${number}`;
    expect(await call('POST', `${address}/reopen`)).toMatchObject({
      status: 409,
      json: { code: 'tickets.notClosed' },
    });
    expect((await call('POST', `${address}/close`)).json).toMatchObject({ status: 'closed' });
    expect(await call('POST', `${address}/close`)).toMatchObject({
      status: 409,
      json: { code: 'tickets.alreadyClosed' },
    });
    const next = await open({ followUpOf: number });
    expect(next.followUpOf).toEqual({ number, title: 'Printer' });
    expect((await call('POST', `${address}/reopen`)).json).toMatchObject({
      status: 'open',
      closedAt: null,
      followUps: [{ number: next.number, title: 'Printer' }],
    });
  });
});

describe('replies', () => {
  it('are refused where somebody replied since what was read last', async () => {
    const { number } = await open();
    const send = (body: object) => call('POST', `/tickets/${number}/replies`, { body });
    expect((await send({ body: 'First.', seenId: 'none' })).status).toBe(201);
    const other = await send({ body: 'By hand.', authorId: technician.id, seenId: 'none' });
    expect(other.status).toBe(201); // the key’s own is no surprise to it
    const late = { body: 'Second.', authorId: contact.id, seenId: 'none' };
    const technicians = await asTechnician(tenant);
    await replyToTicket(technicians, { number, body: 'I was quicker.' });
    const refused = await send(late);
    expect(refused).toMatchObject({ status: 409, json: { code: 'tickets.overtaken' } });
    const seenId = (await call('GET', `/tickets/${number}`)).json.messages.at(-1).id;
    expect((await send({ ...late, seenId })).status).toBe(201);
    expect((await send({ body: 'Note', kind: 'note', seenId })).status).toBe(422);
  });

  it('are the key’s own, a technician’s or a contact’s', async () => {
    const { number } = await open({ status: 'pending' });
    const address = `/tickets/${number}/replies`;
    const send = (body: object) => call('POST', address, { body });
    expect(await send({ body: 'From a program' })).toMatchObject({
      status: 201,
      json: { kind: 'reply', author: { kind: 'apiKey', id: null, name: 'Test' } },
    });
    const byTechnician = await send({ body: 'On it', authorId: technician.id });
    expect(byTechnician.json.author).toEqual({
      kind: 'technician',
      id: technician.id,
      name: technician.name,
      by: { id: null, name: 'Test' },
    });
    expect((await call('GET', `/tickets/${number}`)).json.status).toBe('pending');
    const byContact = await send({ body: 'Thanks', authorId: contact.id });
    expect(byContact.json.author).toMatchObject({ kind: 'contact', id: contact.id });
    const after = (await call('GET', `/tickets/${number}`)).json;
    expect(after).toMatchObject({ status: 'open', lastReplyBy: 'contact' });
    expect(after.messages.map((one: { kind: string }) => one.kind)).toEqual([
      'reply',
      'reply',
      'reply',
      'event',
    ]);
    const resolving = await send({ body: 'Done', authorId: technician.id, status: 'resolved' });
    expect(resolving.status).toBe(201);
    expect((await call('GET', `/tickets/${number}`)).json.status).toBe('resolved');
  });

  it('or notes, which only technicians write', async () => {
    const { number } = await open();
    const send = (body: object) => call('POST', `/tickets/${number}/replies`, { body });
    expect(await send({ kind: 'note', body: 'Psst', authorId: technician.id })).toMatchObject({
      status: 201,
      json: { kind: 'note', author: { id: technician.id } },
    });
    for (const [body, field] of [
      [{ kind: 'note', body: 'x', authorId: contact.id }, 'authorId'],
      [{ kind: 'note', body: 'x', status: 'open' }, 'status'],
      [{ body: 'x', authorId: outsider.id }, 'authorId'],
      [{ body: 'x', authorId: newId() }, 'authorId'],
      [{ body: ' ' }, 'body'],
      [{ kind: 'shout', body: 'x' }, 'kind'],
      [{ body: 'x', status: 'nonsense' }, 'status'],
    ] as const) {
      const refused = await send(body);
      expect([refused.status, Object.keys(refused.json.errors ?? {})]).toEqual([422, [field]]);
    }
    expect((await call('GET', `/tickets/${number}`)).json.messages).toHaveLength(1);
  });
});
