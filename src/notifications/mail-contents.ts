/**
 * What each mail must be told. `params` are kept as they are; `secret` is sealed and wiped when
 * the mail has left. Links are made at delivery from the tenant's own host, never passed in.
 */
export interface MailContents {
  welcomePassword: { params: { username: string }; secret: { password: string } };
  welcomeLink: { params: { username: string }; secret: { token: string } };
  passwordLink: { params: { realm: Realm; username: string }; secret: { token: string } };
  /** Signs in once, within minutes. */
  signInLink: { params: { username: string }; secret: { token: string } };
  technicianWelcome: { params: { email: string }; secret: { token: string } };
  ticketOpened: { params: { number: string; title: string } };
  ticketReply: { params: { number: string; title: string; author: string; body: string } };
  /** `status` is the label in the reader's language, `category` decides what happens next. */
  ticketStatus: {
    params: { number: string; title: string; status: string; category: StatusCategory };
  };
  /** `into` is the number of the ticket where it goes on. */
  ticketMerged: { params: { number: string; title: string; into: string; intoTitle: string } };
  technicianNewTicket: { params: TicketParams & { body: string } };
  technicianAssigned: { params: TicketParams };
  technicianReply: { params: { number: string; title: string; author: string; body: string } };
  /** The token is of the link to the page that asks. */
  rateTicket: { params: { number: string; title: string }; secret: { token: string } };
  /** `score` is 1 to 5. */
  technicianRating: {
    params: { number: string; title: string; requester: string; score: string; comment: string };
  };
  /** `dueAt` is RFC 3339. */
  technicianDue: {
    params: TicketParams & {
      target: 'response' | 'resolution';
      stage: 'soon' | 'overdue';
      dueAt: string;
    };
  };
  /** `records` is JSON: what to enter, in order, the alternatives marked. */
  dnsInstructions: { params: { host: string; person: string; records: string } };
  /** `end` is RFC 3339; `cause` a key under `domains.causes`, `values` its values as JSON. */
  certificateWarning: {
    params: { host: string; days: string; end: string; cause: string; values: string };
  };
  /** `finding` is a name of `mailbox-words.ts`, `about` what it is about. */
  mailboxWarning: {
    params: { mailbox: string; mailboxId: string; finding: string; about: string };
  };
  /** An article that its reader had found unhelpful, in a newer version. */
  articleImproved: { params: { title: string; slug: string } };
  /** `by` is the admin's name; empty where the operator did it. */
  factorsReset: { params: { by: string } };
  /** To its author: `mail` in words that are being tried; empty ones are ours. */
  mailTest: { params: { mail: string; subject: string; body: string } };
}

type Realm = 'contact' | 'technician';
type StatusCategory = 'open' | 'pending' | 'resolved' | 'closed';

interface TicketParams {
  number: string;
  title: string;
  requester: string;
  company: string;
}

export type MailTemplate = keyof MailContents;

/** A template with its params and, where it has one, its secret. */
export type MailContent = {
  [T in MailTemplate]: { template: T } & MailContents[T];
}[MailTemplate];
