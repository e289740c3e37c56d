import { describe, expect, it } from 'vitest';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf } from '~tests/setup/proofs';
import { apiTenant, keyFor, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const { call } = a;
const { company, contact } = await makePeople(a, 'Data');
const made = async (name: string, email?: string) =>
  (await call('POST', '/contacts', { body: { companyId: company.id, name, email } })).json;

describe('people’s data', () => {
  it('are exported as CSV for download, formulas escaped', async () => {
    await made('=1+1');
    const answer = await call('GET', `/contacts.csv?companyId=${company.id}&state=active`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="contacts.csv"');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.text).toContain(",'=1+1,");
    expect((await call('GET', '/companies.csv')).text).toContain('name,domains');
    expect((await call('GET', '/contacts.csv?state=everybody')).status).toBe(422);
    const events = (await auditOf(a.tenant)).map(({ event }) => event);
    expect(events.filter((event) => event.endsWith('.listExported'))).toHaveLength(2);
  });

  it('are merged, enabled, exported and erased', async () => {
    const twin = await made('Twin');
    const address = `/contacts/${contact.id}`;
    const merged = await call('POST', `${address}/merge`, { body: { duplicateId: twin.id } });
    expect(merged).toMatchObject({ status: 200, json: { tickets: 0 } });
    expect((await call('GET', `/contacts/${twin.id}`)).json.mergedInto).toBe(contact.id);
    expect((await call('POST', `/contacts/${twin.id}/enable`)).status).toBe(409);
    await call('DELETE', address);
    expect((await call('POST', `${address}/enable`)).status).toBe(204);
    expect((await call('GET', address)).json.disabled).toBe(false);
    const data = await call('POST', `${address}/export`);
    expect(data).toMatchObject({ status: 200, json: { contact: { id: contact.id } } });
    expect(data.json.merged).toMatchObject([{ id: twin.id, name: 'Twin' }]);
    const wrong = await call('POST', `${address}/erase`, { body: { confirmation: 'Nobody' } });
    expect(wrong).toMatchObject({ status: 422, json: { code: 'people.eraseNotConfirmed' } });
    const { name } = (await call('GET', address)).json;
    const done = await call('POST', `${address}/erase`, { body: { confirmation: name } });
    expect(done.status).toBe(204);
    expect((await call('GET', address)).json).toMatchObject({
      erased: true,
      email: null,
      name: 'Erased contact',
    });
    const list = (await call('GET', `/contacts?companyId=${company.id}`)).json.data;
    expect(JSON.stringify(list)).not.toContain(contact.id);
    const gone = (await call('GET', '/contacts?state=erased')).json.data;
    expect(gone.map(({ id }: { id: string }) => id).sort()).toEqual([contact.id, twin.id].sort());
    for (const [method, path, body] of [
      ['DELETE', address],
      ['PATCH', address, { name: 'Back' }],
      ['POST', `${address}/welcome`],
      ['POST', `${address}/credentials`],
      ['POST', `${address}/export`],
    ] as const) {
      expect(await call(method, path, { body })).toMatchObject({
        status: 409,
        json: { code: 'people.contactErased' },
      });
    }
  });

  it('need the scopes of all that they hold', async () => {
    const person = await made('Some One');
    const key = await keyFor(a.tenant, ['contacts:write', 'contacts:read']);
    const refused = await call('POST', `/contacts/${person.id}/export`, { key });
    expect(refused).toMatchObject({ status: 403, json: { code: 'api.scopeMissing' } });
    expect(refused.json.detail).toContain('tickets:read');
  });
});
