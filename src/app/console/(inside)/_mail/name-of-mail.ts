import type { MailTemplate } from '@/notifications/mail-contents';
import { mailNames } from '@/notifications/mails';
import { wordsOfMail } from '../admin/notifications/words-of-mail';

/** What each mail is called where one is spoken of: also those that nobody words anew. */
export const nameOfMail: Readonly<Record<MailTemplate, string>> = {
  ...namesOfWorded(),
  dnsInstructions: 'console.mailTry.name.dnsInstructions',
  factorsReset: 'console.mailTry.name.factorsReset',
  mailTest: 'console.mailTry.name.mailTest',
};

function namesOfWorded() {
  const names = mailNames.map((mail) => [mail, wordsOfMail[mail].name]);
  return Object.fromEntries(names) as Record<(typeof mailNames)[number], string>;
}
