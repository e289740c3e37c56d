import type { Finding, Security } from '@/notifications/mailboxes/mailbox-words';

/** What a look found → key of its sentence, which names what it is about. */
export const findingWords = {
  ok: 'console.admin.mailboxes.finding.ok',
  hostUnknown: 'console.admin.mailboxes.finding.hostUnknown',
  privateAddress: 'console.admin.mailboxes.finding.privateAddress',
  refused: 'console.admin.mailboxes.finding.refused',
  timedOut: 'console.admin.mailboxes.finding.timedOut',
  unreachable: 'console.admin.mailboxes.finding.unreachable',
  noTls: 'console.admin.mailboxes.finding.noTls',
  certificate: 'console.admin.mailboxes.finding.certificate',
  plainOnly: 'console.admin.mailboxes.finding.plainOnly',
  notImap: 'console.admin.mailboxes.finding.notImap',
  badPassword: 'console.admin.mailboxes.finding.badPassword',
  passwordUnreadable: 'console.admin.mailboxes.finding.passwordUnreadable',
  folderMissing: 'console.admin.mailboxes.finding.folderMissing',
  moveFolderMissing: 'console.admin.mailboxes.finding.moveFolderMissing',
  readOnly: 'console.admin.mailboxes.finding.readOnly',
  refusedByServer: 'console.admin.mailboxes.finding.refusedByServer',
  ours: 'console.admin.mailboxes.finding.ours',
} as const satisfies Record<Finding, string>;

export const securityWords = {
  tls: 'console.admin.mailboxes.security.tls',
  starttls: 'console.admin.mailboxes.security.starttls',
  none: 'console.admin.mailboxes.security.none',
} as const satisfies Record<Security, string>;

export const leftWords = {
  tooLarge: 'console.admin.mailboxes.left.tooLarge',
  unreadable: 'console.admin.mailboxes.left.unreadable',
} as const;
