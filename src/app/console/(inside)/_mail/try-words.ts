import type { MailTryView } from '@/notifications/outbound/mail-log';

/** What came of a try → key of what it says. */
export const tryWords = {
  sent: 'console.mailTry.sent',
  deferred: 'console.mailTry.deferred',
  failed: 'console.mailTry.failed',
  bounced: 'console.mailTry.bounced',
  suppressed: 'console.mailTry.suppressed',
} as const satisfies Record<MailTryView['outcome'], string>;
