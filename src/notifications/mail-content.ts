import 'server-only';
import { consoleUrl, portalUrl } from '@/tenants/urls';
import { certificateWarning, dnsInstructions } from './mail-about-domains';
import type { MailBlock } from './mail-blocks';
import type { MailTemplate } from './mail-contents';
import { button, facts, next, type Telling, type Told, text } from './mail-telling';

/** What the mail says, block by block. */
export function contentOf(template: MailTemplate, telling: Telling): Told {
  return contents[template](telling);
}

const wiped = '••••••••';

const contents = {
  welcomePassword: ({ t, tenant, params, secret, ownWelcome }) => ({
    subject: t('mail.welcomePassword.subject', { tenant: tenant.name }),
    heading: t('mail.welcomePassword.heading'),
    blocks: [
      text(ownWelcome ?? t('mail.welcomePassword.intro', { tenant: tenant.name })),
      facts([
        [t('mail.username'), params.username],
        [t('mail.password'), secret.password ?? wiped],
      ]),
      button(t('mail.signIn'), portalUrl(tenant, '/sign-in')),
      next(t, t('mail.welcomePassword.next')),
    ],
  }),
  welcomeLink: ({ t, tenant, params, secret, ownWelcome }) => ({
    subject: t('mail.welcomeLink.subject', { tenant: tenant.name }),
    heading: t('mail.welcomeLink.heading'),
    blocks: [
      text(ownWelcome ?? t('mail.welcomeLink.intro', { tenant: tenant.name })),
      facts([[t('mail.username'), params.username]]),
      button(t('mail.setPassword'), portalUrl(tenant, linkPath(secret.token))),
      next(t, t('mail.welcomeLink.next')),
    ],
  }),
  passwordLink: ({ t, tenant, params, secret }) => {
    const path = linkPath(secret.token);
    const url =
      params.realm === 'technician'
        ? consoleUrl(tenant, `/console${path}`)
        : portalUrl(tenant, path);
    return {
      subject: t('mail.passwordLink.subject', { tenant: tenant.name }),
      heading: t('mail.passwordLink.heading'),
      blocks: [
        text(t('mail.passwordLink.intro')),
        facts([[t('mail.username'), params.username]]),
        button(t('mail.setPassword'), url),
        text(t('mail.passwordLink.ignore')),
      ],
    };
  },
  signInLink: ({ t, tenant, params, secret }) => ({
    subject: t('mail.signInLink.subject', { tenant: tenant.name }),
    heading: t('mail.signInLink.heading'),
    blocks: [
      text(t('mail.signInLink.intro')),
      facts([[t('mail.username'), params.username]]),
      button(t('mail.signIn'), portalUrl(tenant, linkPath(secret.token, '/sign-in-link'))),
      text(t('mail.signInLink.ignore')),
    ],
  }),
  technicianWelcome: ({ t, tenant, params, secret }) => ({
    subject: t('mail.technicianWelcome.subject', { tenant: tenant.name }),
    heading: t('mail.technicianWelcome.heading'),
    blocks: [
      text(t('mail.technicianWelcome.intro', { tenant: tenant.name })),
      facts([[t('mail.email'), params.email]]),
      button(t('mail.setPassword'), consoleUrl(tenant, `/console${linkPath(secret.token)}`)),
      next(t, t('mail.welcomeLink.next')),
    ],
  }),
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
    heading: telling.t('mail.ticketReply.heading', { author: telling.params.author ?? '' }),
    blocks: [
      quote(telling),
      toTicket(telling),
      next(telling.t, telling.t('mail.ticketReply.next')),
    ],
  }),
  ticketStatus: (telling) => ({
    ...ticketHead(telling),
    heading: telling.t('mail.ticketStatus.heading', { status: telling.params.status ?? '' }),
    blocks: [
      text(
        telling.t('mail.ticketStatus.intro', {
          ...ticketOf(telling),
          status: telling.params.status ?? '',
        }),
      ),
      toTicket(telling),
      next(
        telling.t,
        telling.t('mail.ticketStatus.next', { category: telling.params.category ?? 'open' }),
      ),
    ],
  }),
  ticketMerged: (telling) => ({
    ...ticketHead(telling),
    heading: telling.t('mail.ticketMerged.heading', { into: telling.params.into ?? '' }),
    blocks: [
      text(
        telling.t('mail.ticketMerged.intro', {
          ...ticketOf(telling),
          into: telling.params.into ?? '',
          intoTitle: telling.params.intoTitle ?? '',
        }),
      ),
      button(
        telling.t('mail.openTicket'),
        portalUrl(telling.tenant, `/tickets/${telling.params.into}`),
      ),
      next(telling.t, telling.t('mail.ticketMerged.next')),
    ],
  }),
  technicianNewTicket: (telling) => ({
    ...ticketHead(telling),
    heading: telling.t('mail.technicianNewTicket.heading'),
    blocks: [requesterFacts(telling), quote(telling), toConsoleTicket(telling)],
  }),
  technicianAssigned: (telling) => ({
    ...ticketHead(telling),
    heading: telling.t('mail.technicianAssigned.heading'),
    blocks: [requesterFacts(telling), toConsoleTicket(telling)],
  }),
  technicianReply: (telling) => ({
    ...ticketHead(telling),
    heading: telling.t('mail.technicianReply.heading', { author: telling.params.author ?? '' }),
    blocks: [quote(telling), toConsoleTicket(telling)],
  }),
  dnsInstructions,
  certificateWarning,
} satisfies Record<MailTemplate, (telling: Telling) => Told>;

const linkPath = (token: string | undefined, page = '/password-link') =>
  token ? `${page}?token=${encodeURIComponent(token)}` : '/sign-in';

const ticketOf = ({ params }: Telling) => ({
  number: params.number ?? '',
  title: params.title ?? '',
});
/** One subject for all mails of a ticket: programs that ignore References thread by it. */
const ticketHead = (telling: Telling) => ({
  subject: telling.t('mail.ticketSubject', ticketOf(telling)),
});
const quote = ({ params }: Telling): MailBlock => ({
  kind: 'quote',
  by: params.author ?? params.requester ?? '',
  text: (params.body ?? '').slice(0, 20_000),
});
const toTicket = ({ t, tenant, params }: Telling): MailBlock =>
  button(t('mail.openTicket'), portalUrl(tenant, `/tickets/${params.number}`));
const toConsoleTicket = ({ t, tenant, params }: Telling): MailBlock =>
  button(t('mail.openTicket'), consoleUrl(tenant, `/console/tickets/${params.number}`));
const requesterFacts = ({ t, params }: Telling): MailBlock => ({
  kind: 'facts',
  facts: [
    { label: t('mail.title'), value: params.title ?? '' },
    { label: t('mail.requester'), value: params.requester ?? '' },
    { label: t('mail.company'), value: params.company ?? '' },
  ],
});
