import { describe, expect, it } from 'vitest';
import type { Scope, Staff } from '@/access/scope';
import { countTicketLists } from '@/tickets/desk/count-ticket-lists';
import { readTags } from '@/tickets/desk/read-tags';
import { mostTags, tagTicket } from '@/tickets/desk/tag-ticket';
import { untagTicket } from '@/tickets/desk/untag-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';
import { aTicket, auditedBy, mailedBy, mailsOf, makeDesk } from '../desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { technician, requester, tenant } = desk;

const tagsOf = async (number: number) => (await readTicket(technician, number)).tags;
const numbersOf = async (scope: Scope, tag: string) =>
  (await readTicketList(scope, { tag })).rows.map((row) => row.number);

describe('tags', () => {
  it('are put on and taken off, each with one entry in the log', async () => {
    const number = await aTicket(requester);
    const added = await auditedBy(tenant, () => tagTicket(technician, { number, tag: ' VIP ' }));
    expect(added).toEqual(['ticket.tagged']);
    expect(await tagsOf(number)).toEqual(['VIP']);
    const removed = await auditedBy(tenant, () => untagTicket(technician, { number, tag: 'vip' }));
    expect(removed).toEqual(['ticket.untagged']);
    expect(await tagsOf(number)).toEqual([]);
  });

  it('are one word whatever its capitals; the same again changes nothing', async () => {
    const number = await aTicket(requester);
    await tagTicket(technician, { number, tag: 'Network' });
    const again = await auditedBy(tenant, async () => {
      await tagTicket(technician, { number, tag: 'NETWORK' });
      await untagTicket(technician, { number, tag: 'no such tag' });
    });
    expect(again).toEqual([]);
    expect(await tagsOf(number)).toEqual(['Network']);
    expect(await readTags(technician)).toContain('Network');
    await untagTicket(technician, { number, tag: 'network' });
    expect(await readTags(technician)).not.toContain('Network');
  });

  it('two technicians at once leave one tag', async () => {
    const numbers = [await aTicket(requester), await aTicket(requester)];
    await Promise.all(numbers.map((number) => tagTicket(technician, { number, tag: 'Race' })));
    await Promise.all(numbers.map((number) => tagTicket(desk.admin, { number, tag: 'race' })));
    expect(await numbersOf(technician, 'RACE')).toEqual(numbers.toReversed());
    expect((await readTags(technician)).filter((tag) => /race/i.test(tag))).toHaveLength(1);
  });

  it('are at most so many on one ticket', async () => {
    const number = await aTicket(requester);
    for (let at = 0; at < mostTags; at += 1) {
      await tagTicket(technician, { number, tag: `Number ${at}` });
    }
    const refusal = await refusalOf(tagTicket(technician, { number, tag: 'One more' }));
    expect(refusal).toMatchObject({ key: 'tickets.tooManyTags', status: 422 });
    expect(await tagsOf(number)).toHaveLength(mostTags);
  });

  it('a comma, nothing and too much are no tags', async () => {
    const number = await aTicket(requester);
    for (const tag of ['a,b', '  ', 'x'.repeat(41)]) {
      await expect(tagTicket(technician, { number, tag })).rejects.toThrow();
    }
  });

  it('narrow the list and its count, for technicians alone', async () => {
    const [tagged, bare] = [await aTicket(requester), await aTicket(requester)];
    await tagTicket(technician, { number: tagged, tag: 'Narrow' });
    expect(await numbersOf(technician, 'narrow')).toEqual([tagged]);
    expect(await numbersOf(technician, 'nothing has this')).toEqual([]);
    const lists = [{ tag: 'Narrow' }, { tag: 'none' }, { view: 'assignedToMe' as const }];
    expect(await countTicketLists(technician, lists)).toEqual([1, 0, 0]);
    const seen = await numbersOf(requester, 'narrow');
    expect(seen).toEqual(expect.arrayContaining([tagged, bare]));
  });

  it('another tenant’s ticket is not found, nor are its tags', async () => {
    const number = await aTicket(requester);
    for (let more = 0; more < 12; more += 1) await aTicket(requester);
    const last = await aTicket(requester);
    await tagTicket(technician, { number: last, tag: 'Ours alone' });
    for (const verb of [tagTicket, untagTicket]) {
      const refusal = await refusalOf(verb(other.technician, { number: last, tag: 'Ours alone' }));
      expect(refusal.status).toBe(404);
    }
    expect(await readTags(other.technician)).toEqual([]);
    expect(await numbersOf(other.technician, 'Ours alone')).toEqual([]);
    expect(number).toBeLessThan(last);
  });

  it('contacts are refused, and find no trace of one', async () => {
    const number = await aTicket(requester, { ccIds: [desk.colleague.actor.id] });
    const before = await readTicket(requester, number);
    const mailed = await mailedBy(tenant, () =>
      tagTicket(technician, { number, tag: 'Difficult customer' }),
    );
    expect(mailed).toEqual([]);
    for (const verb of [tagTicket, untagTicket]) {
      const work = verb(requester as Scope as Scope<Staff>, { number, tag: 'x' });
      expect(await refusalOf(work)).toMatchObject({ status: 403, key: 'tickets.staffOnly' });
    }
    await replyToTicket(technician, { number, body: 'On its way.' });
    for (const scope of [requester, desk.colleague, desk.primary]) {
      const seen = await readTicket(scope, number);
      const lists = await readTicketList(scope);
      expect(JSON.stringify([seen, lists])).not.toContain('Difficult');
    }
    expect((await readTicket(requester, number)).messages.length).toBe(before.messages.length + 1);
    expect(JSON.stringify(await mailsOf(tenant))).not.toContain('Difficult');
  });
});
