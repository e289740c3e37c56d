import { stateWords } from '../service-portal/_domains/state-words';
import { onScreen } from '../service-portal/_sections/section-words';

/**
 * A value's name in an event → key of its word; where it means something else to one subject, with
 * that in front. One that is not here is shown as it is.
 */
export const fieldWords: Readonly<Record<string, string>> = {
  address: 'console.admin.audit.field.address',
  admins: 'console.admin.audit.field.admins',
  'audit.actor': 'console.admin.audit.whoHead',
  'audit.from': 'console.admin.audit.fromDay',
  'audit.subject': 'console.admin.audit.field.subject',
  'audit.to': 'console.admin.audit.toDay',
  assigneeId: 'console.admin.audit.field.assignee',
  carries: 'console.admin.welcome.carries',
  cause: 'console.admin.audit.field.cause',
  clientId: 'console.admin.signIn.clientId',
  colour: 'console.admin.brand.colour',
  'company.created': 'console.admin.audit.field.created',
  companyId: 'console.people.contacts.company',
  'contact.endsAt': 'console.admin.audit.field.until',
  'contact.searched': 'console.admin.audit.field.searched',
  'contact.state': 'console.people.contacts.state',
  'contact.tickets': 'console.people.companies.tickets',
  contactId: 'console.admin.audit.actor.contact',
  days: 'console.admin.audit.field.days',
  duplicateId: 'console.admin.audit.field.duplicate',
  'domain.isPrimary': 'console.admin.domains.primary',
  domains: 'console.people.companies.domains',
  email: 'console.people.contacts.email',
  enabled: 'console.admin.welcome.enabled',
  event: 'console.admin.audit.field.event',
  events: 'console.admin.audit.field.events',
  format: 'console.admin.audit.field.format',
  forTeam: 'console.admin.audit.field.forTeam',
  hasOwnWords: 'console.admin.audit.field.hasOwnWords',
  host: 'console.admin.audit.field.host',
  hsts: 'console.admin.domains.hsts',
  issuer: 'console.admin.domains.issuer',
  isPrimary: 'console.people.contacts.primary',
  language: 'console.people.contacts.language',
  mailSubject: 'console.admin.mails.subject',
  mergedInto: 'console.admin.audit.field.mergedInto',
  query: 'console.admin.audit.field.query',
  method: 'console.admin.audit.field.method',
  name: 'console.people.contacts.name',
  notAfter: 'console.admin.domains.validUntil',
  number: 'console.admin.audit.field.number',
  phone: 'console.people.contacts.phone',
  portalDefault: 'console.admin.language.label',
  position: 'console.admin.audit.field.position',
  priority: 'console.admin.audit.field.priority',
  provider: 'console.admin.audit.field.provider',
  reopen: 'console.admin.tickets.reopen',
  replyTo: 'console.admin.mails.replyTo',
  requesterId: 'console.admin.audit.field.requester',
  role: 'console.admin.technicians.role',
  scopes: 'console.admin.api.scopes',
  secondFactorRequired: 'console.admin.technicians.factorRequired',
  serial: 'console.admin.domains.serial',
  'session.reason': 'console.admin.audit.field.cause',
  'settings.added': 'console.admin.audit.field.added',
  'settings.audience': 'console.admin.sections.audience',
  'settings.companies': 'console.admin.sections.companies',
  'settings.contacts': 'console.admin.sections.contacts',
  'settings.removed': 'console.admin.audit.field.removed',
  'settings.section': 'console.admin.audit.field.section',
  'settings.link': 'console.admin.signIn.link',
  'signInProvider.companyIds': 'console.admin.announcements.companies',
  'signInProvider.enabled': 'console.admin.signIn.on',
  'signInProvider.kind': 'console.admin.signIn.kind',
  'signInProvider.name': 'console.admin.signIn.name',
  'signInProvider.realm': 'console.admin.signIn.realm',
  'signInProvider.secret': 'console.admin.signIn.clientSecret',
  sendWelcome: 'console.people.contacts.welcome',
  state: 'console.admin.audit.field.state',
  status: 'console.admin.audit.field.status',
  supportContact: 'console.admin.brand.support',
  tag: 'console.admin.audit.field.tag',
  username: 'console.people.credentials.username',
  visibleStatuses: 'console.admin.tickets.visible',
  welcome: 'console.people.contacts.welcome',
};

const caa = 'console.admin.audit.cause.caa';

/** Whose value → the value → key of its word. One that is not here is shown as it is. */
const valueWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'certificate.cause': {
    accountRefused: 'console.admin.audit.cause.accountRefused',
    authorityLostOrder: 'console.admin.audit.cause.authorityLostOrder',
    authorityRefused: 'console.admin.audit.cause.authorityRefused',
    authorityRejects: 'console.admin.audit.cause.authorityRejects',
    caaForbids: caa,
    caaForbidsAll: caa,
    caaRefused: caa,
    validationDns: 'console.admin.audit.cause.validationDns',
    validationUnreachable: 'console.admin.audit.cause.validationUnreachable',
    validationWrongAnswer: 'console.admin.audit.cause.validationWrongAnswer',
  },
  'session.reason': {
    badAnswer: 'console.admin.audit.refused.badAnswer',
    disabled: 'console.admin.audit.refused.disabled',
    noPerson: 'console.admin.audit.refused.noPerson',
    notVerified: 'console.admin.audit.refused.notVerified',
    otherCompany: 'console.admin.audit.refused.otherCompany',
  },
  'settings.audience': {
    everyone: 'console.admin.sections.everyone',
    nobody: 'console.admin.sections.nobody',
    selected: 'console.admin.sections.selected',
  },
  'settings.section': Object.fromEntries(onScreen.map(({ name, title }) => [name, title])),
  'signInProvider.realm': {
    contact: 'console.admin.signIn.contact',
    technician: 'console.admin.signIn.technician',
  },
  'domain.state': Object.fromEntries(
    Object.entries(stateWords).map(([state, { name }]) => [state, name]),
  ),
};

/** The key of the word for a value of an event, as `waitingForDns` of a domain's state. */
export function valueWord(event: string, name: string, value: string): string | undefined {
  const words = valueWords[`${event.split('.')[0]}.${name}`];
  return words && Object.hasOwn(words, value) ? words[value] : undefined;
}
