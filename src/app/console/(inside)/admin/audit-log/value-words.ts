import { portalWords } from '../custom-fields/field-words';
import { securityWords } from '../mail/mailboxes/_mailbox/mailbox-sentences';
import { wordsOfMail } from '../notifications/words-of-mail';
import { stateWords } from '../service-portal/_domains/state-words';
import { onScreen } from '../service-portal/_sections/section-words';
import { articleWords } from './article-words';

const caa = 'console.admin.audit.cause.caa';

/** Whose value → the value → key of its word. One that is not here is shown as it is. */
const valueWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'announcement.tone': {
    danger: 'console.admin.announcements.danger',
    info: 'console.admin.announcements.info',
    warning: 'console.admin.announcements.warning',
  },
  ...articleWords,
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
  'inboundMail.became': {
    note: 'console.admin.audit.became.note',
    reply: 'console.admin.audit.became.reply',
    ticket: 'console.admin.audit.became.ticket',
  },
  'mail.reason': {
    manyBounces: 'console.admin.audit.cause.keepsBouncing',
    noSuchAddress: 'console.admin.audit.cause.noSuchAddress',
  },
  'mailbox.afterwards': {
    markRead: 'console.admin.mailboxes.markRead',
    move: 'console.admin.mailboxes.move',
  },
  'mailbox.security': securityWords,
  'session.method': {
    code: 'console.admin.audit.method.code',
    passkey: 'console.admin.audit.method.passkey',
    recoveryCode: 'console.admin.audit.method.recoveryCode',
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
  'satisfaction.audience': {
    everyone: 'console.admin.satisfaction.everyone',
    nobody: 'console.admin.satisfaction.nobody',
    selected: 'console.admin.satisfaction.selected',
  },
  'ticket.target': {
    resolution: 'console.admin.levels.resolution',
    response: 'console.admin.levels.response',
  },
  'settings.section': Object.fromEntries(onScreen.map(({ name, title }) => [name, title])),
  'signInProvider.realm': {
    contact: 'console.admin.signIn.contact',
    technician: 'console.admin.signIn.technician',
  },
  'mail.mail': Object.fromEntries(
    Object.entries(wordsOfMail).map(([mail, { name }]) => [mail, name]),
  ),
  'ticketField.portal': portalWords,
  'domain.state': Object.fromEntries(
    Object.entries(stateWords).map(([state, { name }]) => [state, name]),
  ),
};

/** The key of the word for a value of an event, as `waitingForDns` of a domain's state. */
export function valueWord(event: string, name: string, value: string): string | undefined {
  const words = valueWords[`${event.split('.')[0]}.${name}`];
  return words && Object.hasOwn(words, value) ? words[value] : undefined;
}
