import { describe, expect, it } from 'vitest';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { apiTenant, makePeople } from './api-caller';

const urls = await freshDatabase();
const a = await apiTenant();
const { call } = a;

describe('companies', () => {
  it('are made, read, changed and deleted', async () => {
    const made = await call('POST', '/companies', {
      body: { name: '  Acme  Ltd ', domains: ['https://www.Acme.com/', '@acme.org'] },
    });
    expect(made).toMatchObject({
      status: 201,
      json: { name: 'Acme Ltd', domains: ['acme.com', 'acme.org'], contactCount: 0 },
    });
    const address = `/companies/${made.json.id}`;
    expect((await call('GET', address)).json).toEqual(made.json);
    const changed = await call('PATCH', address, { body: { domains: [] } });
    expect(changed.json).toEqual({ ...made.json, domains: [] });
    const gone = await call('DELETE', address);
    expect(gone).toMatchObject({ status: 204, text: '' });
    expect((await call('GET', address)).status).toBe(404);
    expect((await call('DELETE', address)).status).toBe(404);
    const events = (await auditOf(a.tenant)).filter(({ subjectId }) => subjectId === made.json.id);
    expect(events.map(({ event, actorKind }) => [event, actorKind])).toEqual([
      ['company.created', 'apiKey'],
      ['company.changed', 'apiKey'],
      ['company.deleted', 'apiKey'],
    ]);
  });

  it('refuse a taken name and a domain of everybody, beside the field', async () => {
    await call('POST', '/companies', { body: { name: 'Twice' } });
    const twice = await call('POST', '/companies', { body: { name: 'twice' } });
    expect(twice).toMatchObject({ status: 422, json: { code: 'people.companyNameTaken' } });
    expect(Object.keys(twice.json.errors)).toEqual(['name']);
    const mail = await call('POST', '/companies', { body: { name: 'M', domains: ['gmail.com'] } });
    expect(mail.json.errors.domains).toContain('gmail.com');
  });

  it('with contacts can’t be deleted', async () => {
    const { company } = await makePeople(a, 'Kept');
    expect(await call('DELETE', `/companies/${company.id}`)).toMatchObject({
      status: 409,
      json: { code: 'people.companyHasContacts' },
    });
  });

  it('are listed in pages that hold each once', async () => {
    for (const n of [1, 2, 3, 4, 5])
      await call('POST', '/companies', { body: { name: `Page ${n}` } });
    const names: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 20; pages++) {
      const { json } = await call('GET', `/companies?limit=2&cursor=${cursor}`);
      names.push(...json.data.map((row: { name: string }) => row.name));
      cursor = json.nextCursor;
    }
    expect(names.filter((name) => name.startsWith('Page'))).toHaveLength(5);
    expect(new Set(names).size).toBe(names.length);
    const found = await call('GET', '/companies?q=page%203');
    expect(found.json.data).toMatchObject([{ name: 'Page 3' }]);
  });
});

describe('contacts', () => {
  it('get a username and a password, and a mail if it is wanted', async () => {
    const { company } = await makePeople(a, 'Mail');
    const body = {
      companyId: company.id,
      name: 'Zoë Quint',
      email: 'Zoe@Mail.test',
      language: 'fr',
      isPrimary: true,
      phone: '+33 1 42 68 53 00',
      sendWelcome: true,
    };
    const made = await call('POST', '/contacts', { body });
    expect(made).toMatchObject({
      status: 201,
      json: {
        username: 'zoe.quint',
        email: 'zoe@mail.test',
        companyId: company.id,
        phone: '+33142685300',
        isPrimary: true,
        welcome: 'queued',
        initialPassword: expect.stringMatching(/^\w{4}(-\w{4}){3}$/),
        credentials: { state: 'generated', canReveal: true },
      },
    });
    const rows = await onDatabase<{ template: string }>(
      urls.admin,
      `SELECT template, language FROM outbox_messages WHERE to_address = 'zoe@mail.test'`,
    );
    expect(rows).toEqual([{ template: expect.stringMatching(/^welcome/), language: 'fr' }]);
    const { initialPassword: _, welcome: __, ...contact } = made.json;
    expect((await call('GET', `/contacts/${contact.id}`)).json).toEqual(contact);
    const listed = await call('GET', `/contacts?companyId=${company.id}&q=zoe`);
    expect(listed.json.data).toMatchObject([{ id: contact.id, companyId: company.id }]);
    expect(listed.text).not.toContain(made.json.initialPassword);
  });

  it('are changed, and what is left out stays', async () => {
    const { company } = await makePeople(a, 'Change');
    const { json } = await call('POST', '/contacts', {
      body: { companyId: company.id, name: 'Tom', email: 'tom@change.test', sendWelcome: false },
    });
    const changed = await call('PATCH', `/contacts/${json.id}`, {
      body: { isPrimary: true, email: null },
    });
    expect(changed.json).toMatchObject({ name: 'Tom', isPrimary: true, email: null });
    for (const [body, field] of [
      [{ email: 'no' }, 'email'],
      [{ isPrimary: 'on' }, 'isPrimary'],
      [{ username: 'me' }, 'username'],
      [{ id: json.id }, 'id'],
      [{ language: 'xx' }, 'language'],
      [{ companyId: json.id }, 'companyId'],
    ] as const) {
      const refused = await call('PATCH', `/contacts/${json.id}`, { body });
      expect([refused.status, Object.keys(refused.json.errors ?? {})]).toEqual([422, [field]]);
    }
  });

  it('get new credentials, and lose their access', async () => {
    const { contact } = await makePeople(a, 'Credentials');
    const address = `/contacts/${contact.id}`;
    const fresh = await call('POST', `${address}/credentials`);
    expect(fresh.status).toBe(201);
    expect(fresh.json.initialPassword).toMatch(/^\w{4}(-\w{4}){3}$/);
    expect(await call('POST', `${address}/welcome`)).toMatchObject({
      status: 409,
      json: { code: 'people.noAddress' },
    });
    expect((await call('DELETE', address)).status).toBe(204);
    expect((await call('GET', address)).json.disabled).toBe(true);
    expect(await call('POST', `${address}/credentials`)).toMatchObject({
      status: 409,
      json: { code: 'people.contactDisabled' },
    });
  });
});

describe('technicians', () => {
  it('are made, read, changed and disabled; one admin stays', async () => {
    const body = { name: 'Nora', email: 'nora@msp.test', role: 'admin', sendWelcome: false };
    const made = await call('POST', '/technicians', { body });
    expect(made).toMatchObject({ status: 201, json: { role: 'admin', language: null } });
    const { initialPassword: _, ...nora } = made.json;
    const address = `/technicians/${nora.id}`;
    expect((await call('GET', address)).json).toEqual(nora);
    expect((await call('GET', '/technicians')).json).toEqual({ data: [nora], nextCursor: null });
    expect(await call('PATCH', address, { body: { role: 'technician' } })).toMatchObject({
      status: 409,
      json: { code: 'people.lastAdmin' },
    });
    expect((await call('DELETE', address)).status).toBe(409);
    expect((await call('POST', '/technicians', { body })).json.errors).toHaveProperty('email');
    const other = await call('POST', '/technicians', {
      body: { name: 'Ben', email: 'ben@msp.test', role: 'admin' },
    });
    expect((await call('PATCH', address, { body: { role: 'technician' } })).json.role).toBe(
      'technician',
    );
    expect((await call('DELETE', address)).status).toBe(204);
    expect((await call('GET', address)).json.disabled).toBe(true);
    const mails = await onDatabase(
      urls.admin,
      `SELECT to_address FROM outbox_messages WHERE about = '${other.json.id}'`,
    );
    expect(mails).toEqual([{ to_address: 'ben@msp.test' }]);
  });
});
