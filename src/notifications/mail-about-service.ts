import 'server-only';
import { consoleUrl, portalUrl } from '@/tenants/urls';
import type { MailBlock } from './mail-blocks';
import { leadTo, next, type Telling, type Told, text } from './mail-telling';

/** How well a ticket was served: promises that end, and what its contact says of it. */
export const aboutService = {
  technicianDue: (telling) => {
    const { t, params } = telling;
    return {
      ...ticketHead(telling),
      heading: telling.say('summary', dueSummary(telling)),
      blocks: [
        text(t('mail.technicianDue.intro', { dueAt: telling.say('dueAt', dueAt(telling)) })),
        {
          kind: 'facts',
          facts: [
            { label: t('mail.title'), value: telling.say('title', params.title) },
            { label: t('mail.requester'), value: telling.say('requester', params.requester) },
            { label: t('mail.company'), value: telling.say('company', params.company) },
          ],
        },
        toConsoleTicket(telling),
      ],
    };
  },
  rateTicket: (telling) => {
    const { t, tenant, secret } = telling;
    const path = secret.token ? `/rate?token=${encodeURIComponent(secret.token)}` : '/';
    return {
      ...ticketHead(telling),
      heading: t('mail.rateTicket.heading'),
      blocks: [
        text(t('mail.rateTicket.intro', ticketOf(telling))),
        leadTo(telling, t('mail.rateTicket.rate'), portalUrl(tenant, path)),
        next(t, t('mail.rateTicket.next')),
      ],
    };
  },
  technicianRating: (telling) => {
    const { t, say, params } = telling;
    const contact = say('requester', params.requester);
    return {
      ...ticketHead(telling),
      heading: t('mail.technicianRating.heading', { score: say('score', params.score) }),
      blocks: [
        text(t('mail.technicianRating.intro', { contact, ...ticketOf(telling) })),
        ...(params.comment === '' ? [] : [comment(contact, telling)]),
        toConsoleTicket(telling),
        next(t, t('mail.technicianRating.next')),
      ],
    };
  },
} satisfies Record<string, (telling: Telling) => Told>;

/** Whoever words this mail anew sees the most common of the four. */
function dueSummary({ t, params }: Telling): string {
  const isOver = params.stage === 'overdue';
  if (params.target === 'resolution') {
    return isOver ? t('mail.technicianDue.resolutionOver') : t('mail.technicianDue.resolutionSoon');
  }
  return isOver ? t('mail.technicianDue.responseOver') : t('mail.technicianDue.responseSoon');
}

function dueAt({ language, tenant, params }: Telling): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: tenant.timeZone,
  }).format(new Date(params.dueAt ?? 0));
}

const ticketOf = ({ say, params }: Telling) => ({
  number: say('ticketNumber', params.number),
  title: say('title', params.title),
});
/** One subject for all mails of a ticket: programs that ignore References thread by it. */
const ticketHead = (telling: Telling) => ({
  subject: telling.t('mail.ticketSubject', ticketOf(telling)),
});
const comment = (by: string, { say, params }: Telling): MailBlock => ({
  kind: 'quote',
  by,
  text: say('comment', params.comment),
});
const toConsoleTicket = (telling: Telling) =>
  leadTo(
    telling,
    telling.t('mail.openTicket'),
    consoleUrl(telling.tenant, `/console/tickets/${telling.params.number}`),
  );
