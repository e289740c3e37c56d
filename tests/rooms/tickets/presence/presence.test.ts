import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Contact, Scope, Technician } from '@/access/scope';
import { hearTickets } from '@/app/api/events/hear-tickets';
import { clock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { signEvery } from '@/tickets/presence/doing';
import { giveSign } from '@/tickets/presence/give-sign';
import { aTicket, auditedBy, makeDesk } from '~tests/rooms/tickets/desk';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf } from '~tests/setup/proofs';

await freshDatabase({ ear: true });
const desk = await makeDesk();
const other = await makeDesk();
const { requester, technician, admin } = desk;
const stops: (() => void)[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const stop of stops.splice(0)) stop();
});

/** Somebody's open page, and what it was told. */
function listening(scope: Scope<Contact | Technician>) {
  const heard: string[] = [];
  const line = { send: (words: string) => heard.push(words.trim()), end: () => {} };
  stops.push(hearTickets(scope, { ...line, findStillSignedIn: async () => scope }));
  return heard;
}

const told = (number: number) => `data: ${JSON.stringify({ number, kind: 'presence' })}`;
const seenBy = (scope: Scope<Technician>, number: number) =>
  giveSign(scope, { number, page: newId(), doing: 'looking' });

describe('a technician on a ticket', () => {
  it('is seen by the others with what they do, once, and not by themselves', async () => {
    const number = await aTicket(requester);
    const page = newId();
    const { id, name } = technician.actor;
    expect(await giveSign(technician, { number, page, doing: 'looking' })).toEqual([]);
    await expect.poll(() => seenBy(admin, number)).toEqual([{ id, name, doing: 'looking' }]);
    await giveSign(technician, { number, page: newId(), doing: 'looking' });
    await giveSign(technician, { number, page, doing: 'replying' });
    await expect.poll(() => seenBy(admin, number)).toEqual([{ id, name, doing: 'replying' }]);
    expect(await seenBy(admin, await aTicket(requester))).toEqual([]);
  });

  it('is gone once the page says so, and when it says nothing any more', async () => {
    const number = await aTicket(requester);
    const page = newId();
    await giveSign(technician, { number, page, doing: 'noting' });
    await expect.poll(() => seenBy(admin, number)).toMatchObject([{ doing: 'noting' }]);
    await giveSign(technician, { number, page, doing: 'leaving' });
    await expect.poll(() => seenBy(admin, number)).toEqual([]);
    await giveSign(technician, { number, page, doing: 'looking' });
    await expect.poll(() => seenBy(admin, number)).toHaveLength(1);
    const later = Date.now() + 3 * signEvery;
    vi.spyOn(clock, 'now').mockImplementation(() => new Date(later));
    expect(await seenBy(admin, number)).toEqual([]);
  });

  it('leaves no entry in the audit log', async () => {
    const number = await aTicket(requester);
    expect(await auditedBy(desk.tenant, () => seenBy(technician, number))).toEqual([]);
  });

  it('finds no ticket of another tenant, and is told of nobody there', async () => {
    const number = await aTicket(requester, { title: 'Only here' });
    await seenBy(technician, number);
    const [foreign, unknown] = [number, 999_999].map((one) => refusalOf(seenBy(other.admin, one)));
    expect(await foreign).toMatchObject({ key: 'notFound', status: 404 });
    expect(JSON.stringify(await foreign)).toBe(JSON.stringify(await unknown));
  });
});

describe('open pages', () => {
  it('of colleagues hear of it when somebody comes or does something else, and only then', async () => {
    const number = await aTicket(requester);
    const [colleague, own] = [listening(admin), listening(technician)];
    const others = [requester, desk.primary, other.technician].map((scope) => listening(scope));
    const page = newId();
    for (const doing of ['looking', 'looking', 'replying', 'replying', 'leaving'] as const) {
      await giveSign(technician, { number, page, doing });
    }
    await expect.poll(() => colleague.filter((line) => line === told(number))).toHaveLength(3);
    await giveSign(admin, { number, page: newId(), doing: 'looking' });
    await expect.poll(() => own).toContain(told(number));
    expect(own.filter((line) => line === told(number))).toHaveLength(1);
    expect(colleague.filter((line) => line === told(number))).toHaveLength(3);
    expect(others.flat().filter((line) => line.includes('presence'))).toEqual([]);
  });
});
