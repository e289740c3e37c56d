import { expect, it } from 'vitest';
import type { Contact, Scope } from '@/access/scope';
import { changeContact } from '@/people/change-contact';
import { listen } from '@/platform/notify';
import { addCc } from '@/tickets/add-cc';
import type { TicketHappening } from '@/tickets/announce-change';
import { countTickets } from '@/tickets/count-tickets';
import { mayHear } from '@/tickets/may-hear';
import { openAttachment } from '@/tickets/open-attachment';
import { readTicket } from '@/tickets/read-ticket';
import { readTicketList } from '@/tickets/read-ticket-list';
import { replyToTicket } from '@/tickets/reply-to-ticket';
import { readTicketVisibility } from '@/tickets/visibility/read-ticket-visibility';
import { freshDatabase } from '~tests/setup/fresh-database';
import { found } from '~tests/setup/proofs';
import { makeCompany } from '~tests/setup/tenants';
import { aFile, aTicket, mailedBy, makeDesk } from './desk';

await freshDatabase({ ear: true });
const desk = await makeDesk();
const { tenant, company, technician, requester, colleague } = desk;
const elsewhere = await makeCompany(tenant);
const heard: TicketHappening[] = [];
listen('servicedesk_events', (payload) => heard.push(payload as TicketHappening));

const { id } = colleague.actor;
const number = await aTicket(requester, { ccIds: [id] });
const own = await aTicket(colleague);
const file = await aFile(technician);
await replyToTicket(technician, { number, body: 'See the file.', attachmentIds: [file] });

async function moveTo(companyId: string): Promise<Scope<Contact>> {
  await changeContact(technician, { id, companyId });
  return { ...colleague, actor: { ...colleague.actor, companyId } };
}

/** In which ways a ticket reaches somebody whose own it isn't. */
async function waysOf(now: Scope<Contact>) {
  heard.length = 0;
  const mails = await mailedBy(tenant, () => replyToTicket(technician, { number, body: 'And?' }));
  await expect.poll(() => heard.some((event) => event.kind === 'reply')).toBe(true);
  const [{ rows }, counts, ticket, { people }] = await Promise.all([
    readTicketList(now, { view: 'mine' }),
    countTickets(now),
    readTicket(technician, number),
    readTicketVisibility(technician, number),
  ]);
  return {
    page: await found(readTicket(now, number)),
    file: await found(openAttachment(now, file)),
    list: rows.some((one) => one.number === number),
    counted: counts.active === 2,
    mailed: mails.some((mail) => mail.includes(id)),
    live: heard.some((event) => mayHear(now, event)),
    named: ticket.ccs.some((one) => one.id === id),
    shown: people.some((one) => one.id === id),
  };
}

const all = (seen: boolean) => ({
  ...{ page: seen, file: seen, list: seen, counted: seen },
  ...{ mailed: seen, live: seen, named: seen, shown: seen },
});

it('whoever moves to another company reads on in their own tickets alone, until they are back', async () => {
  expect(await waysOf(colleague)).toEqual(all(true));
  const gone = await moveTo(elsewhere.id);
  expect(await waysOf(gone)).toEqual(all(false));
  expect((await readTicket(gone, own)).number).toBe(own);
  await expect(addCc(technician, { number, contactId: id })).rejects.toMatchObject({
    key: 'tickets.unknownColleague',
  });
  expect(await waysOf(await moveTo(company.id))).toEqual(all(true));
});
