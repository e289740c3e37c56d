import { afterAll, describe, expect, it } from 'vitest';
import { senderHost } from '@/notifications/mail-sender';
import { dnsOfSenders, sendIn } from '~tests/rooms/tickets/mail/inbound';
import { freshDatabase } from '~tests/setup/fresh-database';
import { buildMailReader } from '~tests/setup/mail-reader';
import { withAudit } from '~tests/setup/proofs';
import { apiTenant, ask, keyFor, makePeople } from './api-caller';

await buildMailReader();
const dns = await dnsOfSenders(['gmail.com']);
await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();
const { company, contact } = await makePeople(a);
afterAll(() => dns.stop());

let letters = 0;
const arrive = (from = 'Max <max@gmail.com>', more = {}) =>
  sendIn(a.tenant, { from, subject: `Letter ${++letters}`, ...more });

describe('mails that came in', () => {
  it('are listed by queue, newest first, page by page, and read one by one', async () => {
    const ids = [(await arrive()).id, (await arrive()).id, (await arrive()).id].reverse();
    const first = (await a.call('GET', '/inbound-mails?limit=2')).json;
    const rest = (await a.call('GET', `/inbound-mails?limit=2&cursor=${first.nextCursor}`)).json;
    const all = [...first.data, ...rest.data];
    expect(all.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(rest.nextCursor).toBe(null);
    const one = (await a.call('GET', `/inbound-mails/${ids[0]}`)).json;
    expect(one).toMatchObject(all[0]);
    expect(one).toMatchObject({
      state: 'triage',
      reason: 'freemail',
      from: { name: 'Max', address: 'max@gmail.com' },
      subject: 'Letter 3',
      text: 'It blinks red.',
      isFormatted: false,
      authentication: { spf: 'pass', dmarc: 'pass', aligned: true },
      acceptance: { of: 'anyCompany' },
      answersNumber: null,
    });
    expect((await a.call('GET', '/inbound-mails?queue=accepted')).json.data).toEqual([]);
    expect((await a.call('GET', '/inbound-mails?queue=other')).status).toBe(422);
    expect((await b.call('GET', '/inbound-mails')).json.data).toEqual([]);
    expect((await b.call('GET', `/inbound-mails/${ids[0]}`)).status).toBe(404);
  });

  it('become tickets, once, of the company that is named', async () => {
    const { id } = await arrive('Eve <eve@gmail.com>');
    const path = `/inbound-mails/${id}/accept`;
    const nobody = await a.call('POST', path, { body: {} });
    expect([nobody.status, nobody.json.errors]).toMatchObject([
      422,
      { companyId: expect.any(String) },
    ]);
    const body = { companyId: company.id };
    const { result, events } = await withAudit(a.tenant, () => a.call('POST', path, { body }));
    expect(result).toMatchObject({
      status: 201,
      json: { description: 'It blinks red.', requester: { name: 'Eve' }, source: 'mail' },
    });
    expect(events.sort()).toEqual(['contact.created', 'inboundMail.accepted', 'ticket.opened']);
    expect((await a.call('GET', `/inbound-mails/${id}`)).json).toMatchObject({
      state: 'accepted',
      ticketNumber: result.json.number,
      acceptance: null,
    });
    expect((await a.call('POST', path, { body })).status).toBe(409);
    expect((await b.call('POST', path, { body })).status).toBe(404);
  });

  it('become notes of the ticket that they answer', async () => {
    const opened = await a.call('POST', '/tickets', {
      body: { requesterId: contact.id, title: 'Printer', description: 'It blinks red.' },
    });
    const { id: ticketId, number } = opened.json;
    const { id } = await arrive('Max <max@gmail.com>', {
      headers: {
        'Auto-Submitted': 'auto-replied',
        References: `<ticket-${ticketId}@${senderHost()}>`,
      },
    });
    expect((await a.call('GET', `/inbound-mails/${id}`)).json).toMatchObject({
      answersNumber: number,
      replyAs: null,
    });
    const path = `/inbound-mails/${id}/accept`;
    expect((await a.call('POST', path, { body: { as: 'other' } })).status).toBe(422);
    expect((await a.call('POST', path, { body: { as: 'reply' } })).status).toBe(409);
    expect(await a.call('POST', path, { body: { as: 'note' } })).toMatchObject({
      status: 201,
      json: { number },
    });
  });

  it('are dismissed, once, and what was not put aside is not read again', async () => {
    const { id } = await arrive();
    expect((await b.call('POST', `/inbound-mails/${id}/dismiss`)).status).toBe(404);
    expect((await b.call('POST', `/inbound-mails/${id}/retry`)).status).toBe(404);
    const { events } = await withAudit(a.tenant, async () => {
      expect((await a.call('POST', `/inbound-mails/${id}/retry`)).status).toBe(409);
      expect((await a.call('POST', `/inbound-mails/${id}/dismiss`)).status).toBe(204);
      expect((await a.call('POST', `/inbound-mails/${id}/dismiss`)).status).toBe(409);
    });
    expect(events).toEqual(['inboundMail.dismissed']);
  });

  it('are read again where they were put aside', async () => {
    const everybody = Array.from({ length: 30_000 }, (_, at) => `a${at}@gmail.com`).join(', ');
    const { id, state } = await arrive('Max <max@gmail.com>', { headers: { Cc: everybody } });
    expect(state).toBe('failed');
    const { events } = await withAudit(a.tenant, async () => {
      expect((await a.call('POST', `/inbound-mails/${id}/retry`)).status).toBe(204);
    });
    expect(events).toEqual(['inboundMail.retried']);
  });

  it('are downloaded as they came, and never as a page', async () => {
    const { id } = await arrive('Max <max@gmail.com>', { text: '<script>alert(1)</script>' });
    const file = await a.call('GET', `/inbound-mails/${id}/original`);
    expect(file.text).toContain('\r\n\r\n<script>alert(1)</script>\r\n');
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; filename="Letter \d+\.eml"/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await b.call('GET', `/inbound-mails/${id}/original`)).status).toBe(404);
  });

  it('need the scopes of tickets', async () => {
    const { id } = await arrive();
    const reader = await keyFor(a.tenant, ['tickets:read']);
    const other = await keyFor(a.tenant, ['contacts:read']);
    const asked = async (key: string, method: string, path: string) =>
      (await ask(a.tenant.managedHost, method, path, { key })).status;
    expect(await asked(other, 'GET', '/inbound-mails')).toBe(403);
    expect(await asked(other, 'GET', `/inbound-mails/${id}/original`)).toBe(403);
    expect(await asked(reader, 'GET', `/inbound-mails/${id}`)).toBe(200);
    expect(await asked(reader, 'POST', `/inbound-mails/${id}/dismiss`)).toBe(403);
    expect(await asked(reader, 'POST', `/inbound-mails/${id}/accept`)).toBe(403);
  });
});
