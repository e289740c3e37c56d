import { z } from 'zod';
import { locales } from '@/i18n/locales';
import {
  type AttachmentView,
  type StatusView,
  statusCategories,
  type TicketMessageView,
  type TicketRow,
  type TicketView,
  ticketPriorities,
} from '@/tickets/ticket-view';
import { named, time } from '../_door/shapes';
import { Attachment, TicketMessage } from './ticket-message-shape';

/** How the API shows tickets: what is sent back fits what may be sent in. */
const statusKey = z.string().describe('Key of one of `GET /ticket-statuses`');
const link = z.object({ number: z.int(), title: z.string() });

export const TicketStatus = z
  .object({
    id: z.uuid(),
    key: z.string(),
    category: z.enum(statusCategories),
    label: z.string().describe('In the portal’s default language'),
    labels: z.partialRecord(z.enum(locales), z.string()).describe('The tenant’s own words'),
    colour: z.string().nullable().describe('`#rrggbb`, or null: the category’s own'),
    portalVisible: z.boolean().describe('Whether contacts see tickets in it'),
  })
  .meta({ id: 'TicketStatus' });

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

/** The values of fields by key, as they are sent in. */
export const givenValues = z
  .record(z.string().min(1).max(60), fieldValue)
  .describe(
    'By key of one of `GET /ticket-fields`: a text, a number, a day such as `2026-11-27`, true or false, the key of a choice, or a list of them; null: nothing',
  );

const row = {
  number: z.int(),
  title: z.string(),
  status: statusKey,
  statusCategory: z.enum(statusCategories),
  priority: z.enum(ticketPriorities),
  requesterId: z.uuid(),
  requester: named,
  companyId: z.uuid(),
  company: named,
  assigneeId: z.uuid().nullable(),
  assignee: named.nullable(),
  lastReplyBy: z.enum(['contact', 'technician']).nullable(),
  createdAt: time,
  updatedAt: time,
};

const due = z
  .object({ at: time, state: z.enum(['running', 'soon', 'overdue']) })
  .nullable()
  .describe('What was promised next; null while nothing is to be kept');

export const TicketInList = z.object({ ...row, due }).meta({ id: 'TicketInList' });

const promise = z
  .object({
    dueAt: time.nullable().describe('Null while the ticket waits for somebody else'),
    doneAt: time.nullable(),
    state: z.enum(['kept', 'late', 'paused', 'running', 'soon', 'overdue']),
  })
  .nullable();

export const Ticket = z
  .object({
    id: z.uuid(),
    ...row,
    description: z.string(),
    isFormatted: z.boolean().describe('It came by mail with a form of its own'),
    fields: z
      .record(z.string(), fieldValue)
      .describe('By key of one of `GET /ticket-fields`; null: nothing'),
    source: z.enum(['portal', 'console', 'api', 'mail']),
    ccs: z.array(named),
    tags: z.array(z.string()).describe('Contacts never see them'),
    attachments: z.array(Attachment).describe('Those of no message'),
    messages: z.array(TicketMessage).describe('Oldest first'),
    followUpOf: link.nullable(),
    followUps: z.array(link),
    firstRespondedAt: time.nullable(),
    resolvedAt: time.nullable(),
    closedAt: time.nullable(),
    promises: z
      .object({ response: promise, resolution: promise })
      .nullable()
      .describe('By the service levels; null: nothing was promised'),
    satisfaction: z
      .object({
        askedAt: time,
        score: z.int().min(1).max(5).nullable().describe('Null: not answered'),
        comment: z.string(),
        ratedAt: time.nullable(),
      })
      .nullable()
      .describe('What its requester said of how it went; null: not asked'),
  })
  .meta({ id: 'Ticket' });

export function shownRow(ticket: TicketRow) {
  const { unread: _, status, requester, company, assignee, ...rest } = ticket;
  return { ...rest, ...people({ requester, company, assignee }), ...statusOf(status) };
}

export function shownTicket(ticket: TicketView) {
  const {
    can: _,
    answerBy: _____,
    next: __,
    isRead: ___,
    status,
    type: ____,
    fields,
    requester,
    company,
    assignee,
    ...rest
  } = ticket;
  const { id, name } = requester;
  return {
    ...rest,
    ...people({ requester: { id, name }, company, assignee }),
    ...statusOf(status),
    fields: Object.fromEntries(
      fields.filter(({ key }) => !namedApart.has(key)).map(({ key, value }) => [key, value]),
    ),
  };
}

/** Fields that the API knows by a name of their own. */
const namedApart = new Set(['priority', 'technician']);

/** The files of a ticket and of its messages. */
export function attachmentsOf(ticket: TicketView): AttachmentView[] {
  const ofMessages = ticket.messages.flatMap((message: TicketMessageView) => message.attachments);
  return [...ticket.attachments, ...ofMessages];
}

function people({
  requester,
  company,
  assignee,
}: Pick<TicketRow, 'requester' | 'company' | 'assignee'>) {
  return {
    requesterId: requester.id,
    requester,
    companyId: company.id,
    company,
    assigneeId: assignee?.id ?? null,
    assignee,
  };
}

const statusOf = ({ key, category }: StatusView) => ({ status: key, statusCategory: category });
