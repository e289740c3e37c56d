import 'server-only';
import { consoleUrl, portalUrl } from '@/tenants/urls';
import type { MailBlock } from './mail-blocks';
import { leadTo, next, type Telling, type Told, text } from './mail-telling';

/** What happened to a ticket, to its contacts and its technicians. */
export const aboutTickets = {
  ticketOpened: (telling) => ({
    ...ticketHead(telling),
    heading: telling.t('mail.ticketOpened.heading'),
    blocks: [
      text(telling.t('mail.ticketOpened.intro', ticketOf(telling))),
      toTicket(telling),
      next(telling.t, telling.t('mail.ticketOpened.next')),
    ],
  }),
  ticketReply: (telling) => ({
    ...ticketHead(telling),
    heading: telling.t('mail.ticketReply.heading', authorOf(telling)),
    blocks: [
      reply(telling),
      toTicket(telling),
      next(telling.t, telling.t('mail.ticketReply.next')),
    ],
  }),
  ticketStatus: (telling) => {
    const { t, say, params } = telling;
    const status = say('status', params.status);
    const category = params.category ?? 'open';
    return {
      ...ticketHead(telling),
      heading: t('mail.ticketStatus.heading', { status }),
      blocks: [
        text(t('mail.ticketStatus.intro', { ...ticketOf(telling), status })),
        toTicket(telling),
        next(t, say('nextStep', t('mail.ticketStatus.next', { category }))),
      ],
    };
  },
  ticketMerged: (telling) => {
    const { t, say, tenant, params } = telling;
    const into = say('intoNumber', params.into);
    const intoTitle = say('intoTitle', params.intoTitle);
    return {
      ...ticketHead(telling),
      heading: t('mail.ticketMerged.heading', { into }),
      blocks: [
        text(t('mail.ticketMerged.intro', { ...ticketOf(telling), into, intoTitle })),
        leadTo(telling, t('mail.openTicket'), portalUrl(tenant, `/tickets/${params.into}`)),
        next(t, t('mail.ticketMerged.next')),
      ],
    };
  },
  technicianNewTicket: (telling) => ({
    ...ticketHead(telling),
    heading: telling.t('mail.technicianNewTicket.heading'),
    blocks: [requesterFacts(telling), description(telling), toConsoleTicket(telling)],
  }),
  technicianAssigned: (telling) => ({
    ...ticketHead(telling),
    heading: telling.t('mail.technicianAssigned.heading'),
    blocks: [requesterFacts(telling), toConsoleTicket(telling)],
  }),
  technicianReply: (telling) => ({
    ...ticketHead(telling),
    heading: telling.t('mail.technicianReply.heading', authorOf(telling)),
    blocks: [reply(telling), toConsoleTicket(telling)],
  }),
} satisfies Record<string, (telling: Telling) => Told>;

const ticketOf = ({ say, params }: Telling) => ({
  number: say('ticketNumber', params.number),
  title: say('title', params.title),
});
/** One subject for all mails of a ticket: programs that ignore References thread by it. */
const ticketHead = (telling: Telling) => ({
  subject: telling.t('mail.ticketSubject', ticketOf(telling)),
});
const authorOf = ({ say, params }: Telling) => ({ author: say('author', params.author) });
const reply = (telling: Telling) => quote(authorOf(telling).author, 'reply', telling);
const description = (telling: Telling) =>
  quote(telling.say('requester', telling.params.requester), 'description', telling);
const quote = (by: string, name: string, { say, params }: Telling): MailBlock => ({
  kind: 'quote',
  by,
  text: say(name, (params.body ?? '').slice(0, 20_000)),
});
const toTicket = (telling: Telling) =>
  leadTo(
    telling,
    telling.t('mail.openTicket'),
    portalUrl(telling.tenant, `/tickets/${telling.params.number}`),
  );
const toConsoleTicket = (telling: Telling) =>
  leadTo(
    telling,
    telling.t('mail.openTicket'),
    consoleUrl(telling.tenant, `/console/tickets/${telling.params.number}`),
  );
const requesterFacts = ({ t, say, params }: Telling): MailBlock => ({
  kind: 'facts',
  facts: [
    { label: t('mail.title'), value: say('title', params.title) },
    { label: t('mail.requester'), value: say('requester', params.requester) },
    { label: t('mail.company'), value: say('company', params.company) },
  ],
});
