import type { MailTemplate } from '@/notifications/mail-contents';

/** What people may stop as a whole; the mails of one thread are the other topic there is. */
export const topics = ['ratings', 'articles'] as const;
export type Topic = (typeof topics)[number];

/** Of mails that a person can do without. Undefined: credentials, their own tickets, their work. */
export function topicOf(template: MailTemplate): Topic | undefined {
  return stoppable[template];
}

const stoppable: Partial<Record<MailTemplate, Topic>> = {
  rateTicket: 'ratings',
  articleImproved: 'articles',
};
