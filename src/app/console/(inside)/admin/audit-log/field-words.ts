import { stateWords } from '../service-portal/_domains/state-words';

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
  host: 'console.admin.audit.field.host',
  hsts: 'console.admin.domains.hsts',
  issuer: 'console.admin.domains.issuer',
  isPrimary: 'console.people.contacts.primary',
  language: 'console.people.contacts.language',
  mergedInto: 'console.admin.audit.field.mergedInto',
  query: 'console.admin.audit.field.query',
  name: 'console.people.contacts.name',
  notAfter: 'console.admin.domains.validUntil',
  number: 'console.admin.audit.field.number',
  phone: 'console.people.contacts.phone',
  portalDefault: 'console.admin.language.label',
  position: 'console.admin.audit.field.position',
  priority: 'console.admin.audit.field.priority',
  reopen: 'console.admin.tickets.reopen',
  requesterId: 'console.admin.audit.field.requester',
  role: 'console.admin.technicians.role',
  scopes: 'console.admin.api.scopes',
  serial: 'console.admin.domains.serial',
  sendWelcome: 'console.people.contacts.welcome',
  state: 'console.admin.audit.field.state',
  status: 'console.admin.audit.field.status',
  supportContact: 'console.admin.brand.support',
  tag: 'console.admin.audit.field.tag',
  texts: 'console.admin.welcome.own',
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
  'domain.state': Object.fromEntries(
    Object.entries(stateWords).map(([state, { name }]) => [state, name]),
  ),
};

/** The key of the word for a value of an event, as `waitingForDns` of a domain's state. */
export function valueWord(event: string, name: string, value: string): string | undefined {
  const words = valueWords[`${event.split('.')[0]}.${name}`];
  return words && Object.hasOwn(words, value) ? words[value] : undefined;
}
