import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { portalVisibility } from '@/fields/portal-visibility';
import { translatorFor } from '@/i18n/translator';
import { contactReaders, type MailReader, technicianReaders } from '@/people/mail-readers';
import { companies, contacts, technicians } from '@/people/tables';
import { acknowledgeMail } from './mail/acknowledge-mail';
import type { StatusRow } from './read-statuses';
import type { ReplyAuthor } from './reply-author';
import { sendAbout } from './send-about';
import { labelOf, statusWords } from './status-words';

/** What a mail says of a ticket. */
export interface ToldTicket {
  id: string;
  number: number;
  title: string;
  requesterId: string;
  assigneeId: string | null;
  ccIds: string[];
  /** False: contacts hear nothing, as if the ticket did not exist. */
  portalVisible: boolean;
}

/** Confirms a new ticket to its contacts; tells the assignee, or all admins where it has none. */
export async function tellOfOpening(
  tx: Tx,
  scope: Scope,
  ticket: ToldTicket & { description: string },
): Promise<void> {
  const { number, title } = paramsOf(ticket);
  const readers = await contactsOf(tx, scope, ticket);
  if (scope.via === 'mail') await acknowledgeMail(tx, scope, ticket, readers);
  else {
    await sendAbout(tx, scope, ticket, readers, () => ({
      template: 'ticketOpened',
      params: { number, title },
    }));
  }
  if (ticket.assigneeId) await tellAssignee(tx, scope, ticket, ticket.assigneeId);
  else await tellAdmins(tx, scope, ticket);
}

/**
 * A reply: to the ticket's contacts, and a contact's one to the assignee; never to its author, but
 * to a contact in whose name a technician wrote.
 */
export async function tellOfReply(
  tx: Tx,
  scope: Scope,
  ticket: ToldTicket,
  reply: {
    body: string;
    author: Pick<ReplyAuthor, 'kind' | 'id' | 'name' | 'by'>;
  },
): Promise<void> {
  const { number, title } = paramsOf(ticket);
  const { author, body } = reply;
  const [all, assignee] = await Promise.all([
    contactsOf(tx, scope, ticket),
    author.kind === 'contact' && ticket.assigneeId
      ? technicianReaders(tx, scope, eq(technicians.id, ticket.assigneeId))
      : [],
  ]);
  const others = all.filter(({ id }) => author.by !== null || id !== author.id);
  const own = assignee.filter(({ id }) => !isActor(scope, id));
  const names = await namesOf(author, [...others, ...own]);
  const params = ({ to }: MailReader) => {
    return { number, title, author: names.get(to.language)!, body };
  };
  await sendAbout(tx, scope, ticket, others, (to) => ({
    template: 'ticketReply',
    params: params(to),
  }));
  await sendAbout(tx, scope, ticket, own, (to) => ({
    template: 'technicianReply',
    params: params(to),
  }));
}

/** A resolved or closed ticket: to its contacts but the one who did it. */
export async function tellOfStatus(
  tx: Tx,
  scope: Scope,
  ticket: ToldTicket,
  status: StatusRow,
): Promise<void> {
  if (status.category !== 'resolved' && status.category !== 'closed') return;
  if (portalVisibility(scope, 'status') === 'hidden') return;
  const { number, title } = paramsOf(ticket);
  const { category } = status;
  const readers = (await contactsOf(tx, scope, ticket)).filter(({ id }) => !isActor(scope, id));
  const languages = [...new Set(readers.map((reader) => reader.to.language))];
  const labels = new Map(
    await Promise.all(
      languages.map(async (language) => {
        const label = labelOf(status, language, await statusWords(language));
        return [language, label] as const;
      }),
    ),
  );
  await sendAbout(tx, scope, ticket, readers, ({ to }) => ({
    template: 'ticketStatus',
    params: { number, title, status: labels.get(to.language)!, category },
  }));
}

/** Where a merged ticket goes on: to its contacts who can read it there. */
export async function tellOfMerge(
  tx: Tx,
  scope: Scope,
  ticket: ToldTicket,
  into: ToldTicket,
): Promise<void> {
  const there = new Set([into.requesterId, ...into.ccIds]);
  const readers = (await contactsOf(tx, scope, ticket)).filter(({ id }) => there.has(id));
  const { number, title } = paramsOf(ticket);
  await sendAbout(tx, scope, ticket, readers, () => ({
    template: 'ticketMerged',
    params: { number, title, into: String(into.number), intoTitle: into.title },
  }));
}

/** The technician who has just got the ticket, unless they took it themselves. */
export async function tellAssignee(
  tx: Tx,
  scope: Scope,
  ticket: ToldTicket,
  assigneeId: string,
): Promise<void> {
  if (isActor(scope, assigneeId)) return;
  const params = await paramsWithRequester(tx, scope, ticket);
  const readers = await technicianReaders(tx, scope, eq(technicians.id, assigneeId));
  await sendAbout(tx, scope, ticket, readers, () => ({ template: 'technicianAssigned', params }));
}

/** A promise that is to be kept soon, or was not kept: to the assignee, else to all admins. */
export async function tellOfDue(
  tx: Tx,
  scope: Scope,
  ticket: ToldTicket,
  due: { target: 'response' | 'resolution'; stage: 'soon' | 'overdue'; dueAt: string },
): Promise<void> {
  const params = { ...(await paramsWithRequester(tx, scope, ticket)), ...due };
  const readers = await chargeReaders(tx, scope, ticket);
  await sendAbout(tx, scope, ticket, readers, () => ({ template: 'technicianDue', params }));
}

/** A contact who is not happy with how a ticket went: to the assignee, else to all admins. */
export async function tellOfBadRating(
  tx: Tx,
  scope: Scope,
  ticket: ToldTicket,
  rating: { requester: string; score: number; comment: string },
): Promise<void> {
  const params = { ...paramsOf(ticket), ...rating, score: String(rating.score) };
  const readers = await chargeReaders(tx, scope, ticket);
  await sendAbout(tx, scope, ticket, readers, () => ({ template: 'technicianRating', params }));
}

/** Whose ticket it is on the tenant's side: the assignee, else all admins. */
function chargeReaders(tx: Tx, scope: Scope, { assigneeId }: ToldTicket): Promise<MailReader[]> {
  const which = assigneeId ? eq(technicians.id, assigneeId) : eq(technicians.role, 'admin');
  return technicianReaders(tx, scope, which);
}

async function tellAdmins(tx: Tx, scope: Scope, ticket: ToldTicket & { description: string }) {
  const params = {
    ...(await paramsWithRequester(tx, scope, ticket)),
    body: ticket.description,
  };
  const readers = await technicianReaders(tx, scope, eq(technicians.role, 'admin'));
  const others = readers.filter((reader) => !isActor(scope, reader.id));
  await sendAbout(tx, scope, ticket, others, () => ({ template: 'technicianNewTicket', params }));
}

/** Who wrote, by the language of whoever reads it. */
async function namesOf({ name, by }: Pick<ReplyAuthor, 'name' | 'by'>, readers: MailReader[]) {
  const languages = [...new Set(readers.map(({ to }) => to.language))];
  const said = languages.map(async (language) => {
    const t = await translatorFor(language);
    return [language, by === null ? name : t('tickets.onBehalf', { by, name })] as const;
  });
  return new Map(await Promise.all(said));
}

async function contactsOf(tx: Tx, scope: Scope, ticket: ToldTicket): Promise<MailReader[]> {
  if (!ticket.portalVisible) return [];
  return contactReaders(tx, scope, 'ticketing', [ticket.requesterId, ...ticket.ccIds]);
}

const paramsOf = ({ number, title }: ToldTicket) => ({ number: String(number), title });

async function paramsWithRequester(tx: Tx, scope: Scope, ticket: ToldTicket) {
  const [row] = await tx
    .select({ requester: contacts.name, company: companies.name })
    .from(contacts)
    .innerJoin(
      companies,
      and(eq(companies.tenantId, contacts.tenantId), eq(companies.id, contacts.companyId)),
    )
    .where(and(eq(contacts.tenantId, scope.tenant.id), eq(contacts.id, ticket.requesterId)));
  if (!row) throw new Error('a ticket without its requester');
  return { ...paramsOf(ticket), ...row };
}

function isActor({ actor }: Scope, id: string): boolean {
  return actor.kind !== 'system' && actor.id === id;
}
