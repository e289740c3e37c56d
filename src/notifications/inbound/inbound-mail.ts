import type { Invitation } from './read-invitation';

/** What a mail that came in is, once it has been read. Pure: screens and workers use it too. */

export const verdicts = [
  'pass',
  'fail',
  'softfail',
  'neutral',
  'none',
  'temperror',
  'permerror',
] as const;
export type Verdict = (typeof verdicts)[number];

/** What we found out about the sender ourselves; nothing of what the mail says of itself. */
export interface Authentication {
  spf: Verdict;
  dkim: Verdict;
  dmarc: Verdict;
  arc: Verdict;
  /** Whether SPF or DKIM passed for the domain of `From`. */
  aligned: boolean;
}

/** How a mail came. */
export interface Envelope {
  source: 'smtp' | 'imap';
  /** `MAIL FROM`; empty for notices. */
  from: string;
  /** `RCPT TO`, those of one tenant. */
  to: readonly string[];
  remoteAddress?: string;
  helloName?: string;
}

export interface ReadAddress {
  address: string;
  name: string;
}

export interface ReadFile {
  fileName: string;
  /** As the mail says, in lower case, without parameters: a claim. */
  contentType: string;
  bytes: Uint8Array;
  /** Of an image inside the text. */
  contentId: string | null;
}

/** A mail as it was read; nothing of it is to be trusted. */
export interface ReadMail {
  messageId: string | null;
  from: ReadAddress | null;
  to: ReadAddress[];
  cc: ReadAddress[];
  subject: string;
  date: Date | null;
  /** In-Reply-To first, then References from the newest on. */
  references: string[];
  /** Header names in lower case, values unfolded; of a repeated one all. */
  headers: Record<string, string[]>;
  /** The text, made from the HTML where there is no other. */
  text: string;
  /** What its author wrote now: of `text`, without what is quoted. */
  ownText: string;
  /** As it came. Never to be shown without the sanitiser. */
  html: string | null;
  files: ReadFile[];
  /** Only its recipient can read it: then the file is the mail itself. */
  isEncrypted: boolean;
  /** Of the first calendar file; the file is among the others. */
  invitation: Invitation | null;
}

/** A mail outside of the thread that reads it: nothing of its HTML comes out but by the sanitiser. */
export type HandedMail = Omit<ReadMail, 'html'> & {
  /** Its HTML says more than its text: `html/has-formatting.ts`. */
  hasFormatting: boolean;
};
