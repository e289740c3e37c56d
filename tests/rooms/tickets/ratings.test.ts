import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Contact, Scope } from '@/access/scope';
import { outboxMessages } from '@/notifications/tables';
import { contacts } from '@/people/tables';
import { clock, days } from '@/platform/clock';
import { open } from '@/platform/crypto';
import { changeTicketSettings } from '@/tickets/change-ticket-settings';
import { closeTicket } from '@/tickets/close-ticket';
import { mergeTicket } from '@/tickets/merge-ticket';
import { askForRating } from '@/tickets/ratings/ask-for-rating';
import { changeSatisfaction } from '@/tickets/ratings/change-satisfaction';
import { countRatings } from '@/tickets/ratings/count-ratings';
import { rateTicket, readRatingRequest } from '@/tickets/ratings/rate-ticket';
import { readTicket } from '@/tickets/read-ticket';
import { reopenTicket } from '@/tickets/reopen-ticket';
import type { Settler } from '@/tickets/statuses/require-settler';
import { tickets } from '@/tickets/tables';
import { ticketsOfPerson } from '@/tickets/tickets-of-person';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asApiKey, asContact, asSystem, makeCompany, nextRequest } from '~tests/setup/tenants';
import { aTicket, auditedBy, mailedBy, mailsOf, makeDesk } from './desk';

await freshDatabase();
const desk = await makeDesk();
const other = await makeDesk();
const { admin, technician, requester, tenant, company } = desk;
await changeSatisfaction(admin, { audience: 'everyone', delayHours: 0, everyDays: 0 });

afterEach(() => vi.restoreAllMocks());
const inDays = (count: number) => {
  const then = Date.now() + days(count);
  vi.spyOn(clock, 'now').mockImplementation(() => new Date(then));
};
const idOf = (number: number) =>
  inTenant(tenant.id, async (tx) => {
    const [row] = await tx
      .select({ id: tickets.id })
      .from(tickets)
      .where(eq(tickets.number, number));
    return row!.id;
  });
const ask = async (number: number) =>
  askForRating(await asSystem(tenant, 'askForRating'), { ticketId: await idOf(number) });
/** A closed ticket and the token of the mail that asks about it. */
async function asked(of: Scope<Contact> = requester) {
  const number = await aTicket(of);
  await closeTicket(await nextRequest(technician), { number });
  await ask(number);
  const mails = await inTenant(tenant.id, (tx) =>
    tx.select().from(outboxMessages).where(eq(outboxMessages.template, 'rateTicket')),
  );
  const mail = mails.find(({ params }) => params.number === String(number));
  const token = mail?.sealed
    ? (JSON.parse(open('mail-secret', mail.sealed)!) as { token: string }).token
    : '';
  return { number, token };
}
const visitor = { tenant, language: 'en', settings: {}, address: '127.0.0.1' };
const ratingOf = async (number: number) => (await readTicket(technician, number)).satisfaction;

describe('asking', () => {
  it('mails the requester once a ticket, and leaves one entry', async () => {
    const number = await aTicket(requester);
    await closeTicket(technician, { number });
    const mailed = await mailedBy(tenant, () => ask(number));
    expect(mailed).toEqual([`rateTicket → ${requester.actor.id}`]);
    expect(await mailedBy(tenant, () => ask(number))).toEqual([]);
    const second = await aTicket(requester);
    await closeTicket(technician, { number: second });
    expect(await auditedBy(tenant, () => ask(second))).toEqual(['ticket.ratingAsked']);
    expect(await ratingOf(second)).toMatchObject({ score: null, ratedAt: null });
  });

  it('leaves alone what goes on, what is hidden and what was merged', async () => {
    const number = await aTicket(requester);
    expect(await mailedBy(tenant, () => ask(number))).toEqual([]);
    await closeTicket(technician, { number });
    await reopenTicket(technician, { number });
    expect(await mailedBy(tenant, () => ask(number))).toEqual([]);
    const into = await aTicket(requester);
    await mergeTicket(technician, { number, into });
    expect(await mailedBy(tenant, () => ask(number))).toEqual([]);
    await reopenTicket(technician, { number });
    await closeTicket(technician, { number });
    expect(await mailedBy(tenant, () => ask(number)), 'by itself').toHaveLength(1);
    await closeTicket(technician, { number: into });
    await changeTicketSettings(admin, { visibleStatuses: ['open'] });
    expect(await mailedBy(tenant, () => ask(into))).toEqual([]);
    await changeTicketSettings(admin, {
      visibleStatuses: ['open', 'pending', 'resolved', 'closed'],
    });
  });

  it('says nothing where contacts are not to know any more that a ticket has ended', async () => {
    const number = await aTicket(requester);
    await closeTicket(technician, { number });
    const system = await asSystem(tenant, 'askForRating');
    const settings = { ...system.settings, ticketFields: { portal: { status: 'hidden' } } };
    const ticketId = await idOf(number);
    expect(
      await mailedBy(tenant, () => askForRating({ ...system, settings }, { ticketId })),
    ).toEqual([]);
    expect(await mailedBy(tenant, () => ask(number))).toHaveLength(1);
  });

  it('bothers one contact not more often than the tenant wants', async () => {
    const patient = await asContact(tenant, { company });
    await changeSatisfaction(admin, { everyDays: 14 });
    const numbers = [await aTicket(patient), await aTicket(patient), await aTicket(patient)];
    for (const number of numbers) await closeTicket(technician, { number });
    const mails = await mailedBy(tenant, () => Promise.all(numbers.map(ask)));
    expect(mails).toEqual([`rateTicket → ${patient.actor.id}`]);
    inDays(15);
    expect(await mailedBy(tenant, () => Promise.all(numbers.map(ask)))).toHaveLength(1);
    vi.restoreAllMocks();
    await changeSatisfaction(admin, { everyDays: 0 });
  });

  it('asks those whom the tenant chose, and nobody who left', async () => {
    const elsewhere = await asContact(tenant, { company: await makeCompany(tenant) });
    const [here, there] = [await aTicket(requester), await aTicket(elsewhere)];
    for (const number of [here, there]) await closeTicket(technician, { number });
    await changeSatisfaction(admin, { audience: 'selected', companyIds: [company.id] });
    expect(await mailedBy(tenant, () => ask(there))).toEqual([]);
    expect(await mailedBy(tenant, () => ask(here))).toHaveLength(1);
    await changeSatisfaction(admin, { audience: 'nobody' });
    expect(await mailedBy(tenant, () => ask(there))).toEqual([]);
    await changeSatisfaction(admin, { audience: 'everyone', companyIds: [] });
    await disable(elsewhere.actor.id);
    expect(await mailedBy(tenant, () => ask(there))).toEqual([]);
  });
});

const disable = (id: string) =>
  inTenant(tenant.id, (tx) =>
    tx.update(contacts).set({ disabledAt: new Date() }).where(eq(contacts.id, id)),
  );

describe('rating', () => {
  it('keeps score and comment, with one entry in the contact’s name', async () => {
    const { number, token } = await asked();
    const looked = await readRatingRequest(visitor, token);
    expect(looked).toMatchObject({ number, score: null, canChange: true });
    expect((await ratingOf(number))?.score).toBeNull();
    const rate = () => rateTicket(visitor, { token, score: '5', comment: ' Quick.\r\nThanks. ' });
    expect(await auditedBy(tenant, rate)).toEqual(['ticket.rated']);
    expect(await ratingOf(number)).toMatchObject({ score: 5, comment: 'Quick.\nThanks.' });
    expect((await readTicket(requester, number)).satisfaction).toBeNull();
  });

  it('is part of what we hold about the person', async () => {
    const person = await asContact(tenant, { company });
    const { number, token } = await asked(person);
    const held = () => inTenant(tenant.id, (tx) => ticketsOfPerson(tx, admin, [person.actor.id]));
    expect((await held()).tickets).toMatchObject([{ number, rating: null }]);
    await rateTicket(visitor, { token, score: 4, comment: 'Quick.' });
    expect((await held()).tickets).toMatchObject([{ rating: { score: 4, comment: 'Quick.' } }]);
  });

  it('tells the assignee of a bad one, once, and nobody of a good one', async () => {
    const { token } = await asked();
    const rate = (score: number) => mailedBy(tenant, () => rateTicket(visitor, { token, score }));
    expect(await rate(4)).toEqual([]);
    expect(await rate(2)).toEqual([`technicianRating → ${admin.actor.id}`]);
    expect(await rate(1)).toEqual([]);
    const mail = (await mailsOf(tenant)).find((one) => one.template === 'technicianRating');
    expect(mail?.params).toMatchObject({ score: '2', requester: requester.actor.name });
  });

  it('tells of one that is sent twice at the same moment once', async () => {
    const { token } = await asked();
    const twice = () => Promise.all([1, 1].map((score) => rateTicket(visitor, { token, score })));
    expect(await mailedBy(tenant, twice)).toEqual([`technicianRating → ${admin.actor.id}`]);
  });

  it('can be changed for seven days, and not after', async () => {
    const { number, token } = await asked();
    await rateTicket(visitor, { token, score: 3 });
    inDays(6);
    await rateTicket(visitor, { token, score: 4 });
    inDays(7.1);
    expect((await readRatingRequest(visitor, token)).canChange).toBe(false);
    await expect(rateTicket(visitor, { token, score: 1 })).rejects.toMatchObject({ status: 409 });
    expect((await ratingOf(number))?.score).toBe(4);
  });

  it('refuses what is no score', async () => {
    const { token } = await asked();
    for (const score of [0, 6, 2.5, 'good', '']) {
      await expect(rateTicket(visitor, { token, score })).rejects.toThrow();
    }
  });

  it('is not found by an unknown or expired link, in another tenant, or by who may not see it', async () => {
    const { number, token } = await asked();
    const missing = { key: 'notFound', status: 404 };
    const both = async (who: typeof visitor, with_: string) => {
      await expect(readRatingRequest(who, with_)).rejects.toMatchObject(missing);
      await expect(rateTicket(who, { token: with_, score: 5 })).rejects.toMatchObject(missing);
    };
    await both(visitor, 'unknown');
    await both(visitor, `${token} `);
    await both({ ...visitor, tenant: other.tenant }, token);
    inDays(31);
    await both(visitor, token);
    vi.restoreAllMocks();
    await changeTicketSettings(admin, { visibleStatuses: ['open'] });
    await both(visitor, token);
    await changeTicketSettings(admin, {
      visibleStatuses: ['open', 'pending', 'resolved', 'closed'],
    });
    expect((await ratingOf(number))?.score).toBeNull();
    const leaver = await asContact(tenant, { company });
    const theirs = await asked(leaver);
    await disable(leaver.actor.id);
    await both(visitor, theirs.token);
  });
});

describe('changeSatisfaction', () => {
  const change = { delayHours: 3 };

  it('works for admins and keys made for it, one entry each', async () => {
    expect(await auditedBy(tenant, () => changeSatisfaction(admin, change))).toEqual([
      'satisfaction.changed',
    ]);
    expect(await auditedBy(tenant, () => changeSatisfaction(admin, change))).toEqual([]);
    const settler = await asApiKey(tenant, ['settings:write']);
    expect(await changeSatisfaction(settler, { delayHours: 0 })).toMatchObject({ delayHours: 0 });
  });

  it('refuses everybody else, and stays in its tenant', async () => {
    for (const scope of [technician, requester]) {
      await expect(changeSatisfaction(scope as Settler, change)).rejects.toMatchObject({
        status: 403,
      });
    }
    const reader = await asApiKey(tenant, ['settings:read']);
    await expect(changeSatisfaction(reader, change)).rejects.toMatchObject({ status: 403 });
    expect(await changeSatisfaction(other.admin, {})).toMatchObject({ audience: 'nobody' });
  });
});

describe('countRatings', () => {
  it('counts mails, answers and good ones of 30 and 90 days, of this tenant alone', async () => {
    const before = await countRatings(technician);
    const [good, bad] = [await asked(), await asked()];
    await rateTicket(visitor, { token: good.token, score: 4 });
    await rateTicket(visitor, { token: bad.token, score: 3 });
    const [month] = await countRatings(technician);
    expect(month).toEqual({
      days: 30,
      asked: before[0].asked + 2,
      rated: before[0].rated + 2,
      satisfied: before[0].satisfied + 1,
    });
    inDays(46);
    const [later, quarter] = await countRatings(technician);
    expect([later.asked, later.rated, later.satisfied]).toEqual([0, 0, 0]);
    expect(quarter).toEqual({ ...month, days: 90 });
    expect((await countRatings(other.technician))[1]).toMatchObject({ asked: 0, rated: 0 });
    const stranger = await asApiKey(tenant, ['contacts:read']);
    await expect(countRatings(stranger)).rejects.toMatchObject({ status: 403 });
  });
});
