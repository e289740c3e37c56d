/** What a mailbox can be. Pure: screens use it too. */

/** How the connection is kept from others: from its first byte, from STARTTLS on, or not at all. */
export const securities = ['tls', 'starttls', 'none'] as const;
export type Security = (typeof securities)[number];

/** Where servers listen (RFC 8314). */
export const portOf = { tls: 993, starttls: 143, none: 143 } as const satisfies Record<
  Security,
  number
>;

export const afterwards = ['markRead', 'move'] as const;
export type Afterwards = (typeof afterwards)[number];

/** What a look at a mailbox found: the first thing that is in the way. */
export const findings = [
  'ok',
  'hostUnknown',
  'privateAddress',
  'refused',
  'timedOut',
  'unreachable',
  'noTls',
  'certificate',
  'plainOnly',
  'notImap',
  'badPassword',
  'passwordUnreadable',
  'folderMissing',
  'moveFolderMissing',
  'readOnly',
  'refusedByServer',
  'ours',
] as const;
export type Finding = (typeof findings)[number];

/** With what it is about: a host, a folder, a code of the system's or the server's own words. */
export interface MailboxFinding {
  finding: Finding;
  about: string;
}
