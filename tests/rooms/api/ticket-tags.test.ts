import { describe, expect, it } from 'vitest';
import { freshDatabase } from '~tests/setup/fresh-database';
import { auditOf } from '~tests/setup/proofs';
import { apiTenant, makePeople } from './api-caller';

await freshDatabase();
const a = await apiTenant();
const b = await apiTenant();
const { contact } = await makePeople(a);
const open = async () => {
  const body = { requesterId: contact.id, title: 'Printer', description: 'It hums.' };
  return (await a.call('POST', '/tickets', { body })).json.number as number;
};

describe('tags of a ticket', () => {
  it('are set exactly as a program says, and read again', async () => {
    const path = `/tickets/${await open()}`;
    expect((await a.call('GET', path)).json.tags).toEqual([]);
    const set = await a.call('PATCH', path, { body: { tags: ['vip', 'Network'] } });
    expect(set).toMatchObject({ status: 200, json: { tags: ['Network', 'vip'] } });
    const changed = await a.call('PATCH', path, { body: { tags: ['VIP', 'Leased'] } });
    expect(changed.json.tags).toEqual(['Leased', 'vip']);
    const events = (await auditOf(a.tenant)).map(({ event }) => event).slice(-2);
    expect(events).toEqual(['ticket.untagged', 'ticket.tagged']);
    expect((await a.call('PATCH', path, { body: { priority: 'high' } })).json.tags).toHaveLength(2);
    expect((await a.call('PATCH', path, { body: { tags: [] } })).json.tags).toEqual([]);
  });

  it('narrow the list', async () => {
    const [tagged] = [await open(), await open()];
    await a.call('PATCH', `/tickets/${tagged}`, { body: { tags: ['Narrow'] } });
    const { data } = (await a.call('GET', '/tickets?tag=narrow')).json;
    expect(data.map(({ number }: { number: number }) => number)).toEqual([tagged]);
    expect((await b.call('GET', '/tickets?tag=narrow')).json.data).toEqual([]);
  });

  it.each([[['a,b']], [[' ']], [['x'.repeat(41)]], [Array(21).fill('x')], ['x']])(
    '%j are refused and nothing is changed',
    async (tags) => {
      const path = `/tickets/${await open()}`;
      const refused = await a.call('PATCH', path, { body: { tags, priority: 'urgent' } });
      expect(refused.status).toBe(422);
      expect((await a.call('GET', path)).json).toMatchObject({ tags: [], priority: 'normal' });
    },
  );
});
