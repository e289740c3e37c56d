/**
 * The shapes of the demo tenant's content. Everything is plain data: keys link the pieces, ages and
 * hours are relative, so that the loader can place the whole story before the moment it runs.
 */

export type DemoLanguage = 'en' | 'fr' | 'de' | 'es' | 'it';

/** The keys of the statuses (and their categories) that every tenant begins with. */
export type DemoStatus = 'open' | 'pending' | 'resolved' | 'closed';
export type DemoPriority = 'low' | 'normal' | 'high' | 'urgent';
export type DemoTicketType = 'incident' | 'request' | 'question' | 'problem';

/** One MSP and all that belongs to it. Keys are unique among technicians and contacts together. */
export interface DemoTenant {
  slug: string;
  name: string;
  /** The accent, `#rrggbb`, before any contrast correction. */
  brandColor: string;
  /** IANA name. */
  timeZone: string;
  defaultLanguage: DemoLanguage;
  supportEmail: string;
  /** E.164, from a range that is reserved for fiction. */
  supportPhone: string;
  technicians: readonly DemoTechnician[];
  companies: readonly DemoCompany[];
  /** Oldest first, so that numbers given in this order grow with time. */
  tickets: readonly DemoTicket[];
}

/** One of the tenant's staff; signs in to the console with the e-mail address. */
export interface DemoTechnician {
  key: string;
  name: string;
  email: string;
  role: 'admin' | 'technician';
  language: DemoLanguage;
}

/** A customer of the tenant. Exactly one of its contacts is primary. */
export interface DemoCompany {
  key: string;
  name: string;
  /** Lower-case e-mail domains that no other company owns. */
  domains: readonly string[];
  /** The language of most of its people. */
  language: DemoLanguage;
  contacts: readonly DemoContact[];
}

/** A person at a company who uses the portal. */
export interface DemoContact {
  key: string;
  name: string;
  /** `first.last` in lower-case ASCII, unique in the tenant; German umlauts as ae, oe, ue. */
  username: string;
  /** Null for people on the shop floor: their credentials are handed over by somebody. */
  email: string | null;
  /** E.164 from a range that is reserved for fiction, or null. */
  phone: string | null;
  language: DemoLanguage;
  isPrimary: boolean;
  /** True for the one contact from whom a section is withheld; this contact owns no ticket. */
  restricted?: true;
  /** True where the generated password still stands on the contact's page. */
  neverSignedIn?: true;
}

/** A request and its story. Text is plain, lines are separated by `\n`, lists begin with `- `. */
export interface DemoTicket {
  /** Unique slug; not shown to anybody. */
  key: string;
  title: string;
  description: string;
  type: DemoTicketType;
  priority: DemoPriority;
  /** The status that the ticket has now. */
  status: DemoStatus;
  /** Hours after creation when it got that status; absent exactly when it was open all along. */
  statusAfterHours?: number;
  /** Days before now when it was opened, fractional. */
  ageDays: number;
  /** Key of a contact; the ticket is written in this contact's language. */
  requester: string;
  /** Key of a technician, or null while nobody has taken it. */
  assignee: string | null;
  /** Keys of contacts of the requester's company. */
  ccs: readonly string[];
  attachments?: readonly DemoAttachment[];
  /** In the order of time. */
  messages: readonly DemoMessage[];
}

/** A reply (the contact sees it) or a note (only technicians do, always in English). */
export interface DemoMessage {
  /** Key of a technician, of the requester, or of a contact in copy. Notes: technicians only. */
  author: string;
  kind: 'reply' | 'note';
  /** Hours after the ticket's creation, fractional, less than its age. */
  hoursAfter: number;
  body: string;
  attachments?: readonly DemoAttachment[];
}

/** A small file, written out here: text as it is, anything else as base64. */
export interface DemoAttachment {
  fileName: string;
  mediaType: 'text/plain' | 'text/csv' | 'image/png';
  encoding: 'utf8' | 'base64';
  content: string;
}
