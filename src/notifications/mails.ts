import type { MailTemplate } from './mail-contents';

/**
 * Goes to people who are nobody's contact and no technician, is a trial of another mail, or warns
 * of what an admin did: that one is not said in an admin's words.
 */
type Unworded = 'dnsInstructions' | 'factorsReset' | 'mailTest';

/** A mail to contacts or technicians: what a tenant may word itself. */
export type MailName = Exclude<MailTemplate, Unworded>;

export interface MailFacts {
  to: 'contacts' | 'technicians' | 'everybody';
  /** What its words may name as `{{variable}}`, besides what every mail may name. */
  variables: readonly string[];
  /** What they must name: without it the mail is of no use to its reader. */
  required: readonly string[];
}

/** Every mail may name these. */
export const commonVariables = ['name', 'tenant', 'portal'] as const;

/** Too long for a subject, or nobody's business there: it is read over shoulders. */
const notInSubjects: readonly string[] = [
  ...['link', 'password', 'portal', 'reply', 'description', 'comment'],
  ...['nextStep', 'explanation', 'cause', 'fix'],
];

const aboutTicket = ['ticketNumber', 'title'];
const ofRequest = [...aboutTicket, 'requester', 'company'];
const ofReply = [...aboutTicket, 'author', 'reply'];

/** The mails there are, in the order of their list. */
export const mails = {
  welcomeLink: to('contacts', ['username'], ['username']),
  welcomePassword: to('contacts', ['username', 'password'], ['username', 'password']),
  ticketOpened: to('contacts', aboutTicket),
  ticketReply: to('contacts', ofReply),
  ticketStatus: to('contacts', [...aboutTicket, 'status', 'nextStep']),
  ticketMerged: to('contacts', [...aboutTicket, 'intoNumber', 'intoTitle']),
  rateTicket: to('contacts', aboutTicket),
  articleImproved: to('contacts', ['article']),
  signInLink: to('contacts', ['username']),
  passwordLink: to('everybody', ['username']),
  technicianWelcome: to('technicians', ['email']),
  technicianNewTicket: to('technicians', [...ofRequest, 'description']),
  technicianAssigned: to('technicians', ofRequest),
  technicianReply: to('technicians', ofReply),
  technicianDue: to('technicians', [...ofRequest, 'summary', 'dueAt']),
  technicianRating: to('technicians', [...aboutTicket, 'requester', 'score', 'comment']),
  certificateWarning: to('technicians', ['host', 'summary', 'explanation', 'cause', 'fix']),
  mailboxWarning: to('technicians', ['mailbox', 'cause']),
} as const satisfies Record<MailName, MailFacts>;

export const mailNames = Object.keys(mails) as MailName[];

/** Every mail leads somewhere, and its words must. */
function to(
  whom: MailFacts['to'],
  variables: readonly string[],
  required: readonly string[] = [],
): MailFacts {
  return { to: whom, variables: [...variables, 'link'], required: [...required, 'link'] };
}

export function variablesOf(mail: MailName): string[] {
  return [...mails[mail].variables, ...commonVariables];
}

export function subjectVariablesOf(mail: MailName): string[] {
  return variablesOf(mail).filter((name) => !notInSubjects.includes(name));
}
