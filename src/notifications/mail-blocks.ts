/** A mail before it is text or HTML: both are made from the same blocks, so they say the same. */
export type MailBlock =
  | { kind: 'text'; text: string }
  | { kind: 'heading'; text: string }
  /** A paragraph of a tenant's own words. */
  | { kind: 'rich'; parts: MailInline[] }
  | { kind: 'facts'; facts: { label: string; value: string; exact?: true }[] }
  /** Rows of what to enter somewhere: each stands by itself, a line for a column. */
  | { kind: 'table'; columns: { label: string; exact?: true }[]; rows: string[][] }
  | { kind: 'quote'; by: string; text: string }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'next'; label: string; text: string };

/** `exact` is to be typed letter by letter. */
export interface MailInline {
  text: string;
  bold?: true;
  exact?: true;
  url?: string;
}

export interface MailBody {
  subject: string;
  /** Absent where a tenant's own words say both. */
  heading?: string;
  greeting?: string;
  blocks: MailBlock[];
  /** Why the reader gets this, and whom to ask. */
  footer: string[];
  /** Where the reader stops such mails, at the very end. */
  stop?: { label: string; url: string };
}

/** The frame around every mail of a tenant. */
export interface MailFrame {
  language: string;
  tenantName: string;
  /** For light ground; its pixels. */
  logo?: { url: string; width: number; height: number };
  /** A colon as the language sets it. */
  colon: string;
  /** `#rrggbb` of the bar and the button, and what is legible on it. */
  accent: string;
  onAccent: string;
}
