import type { Locale } from '@/i18n/locales';
import type { Translate } from '@/i18n/translator';
import { clock, hours } from '@/platform/clock';
import type { MailName } from './mails';

/** What a mail could be told, for its preview and trial: nobody's data, in the reader's language. */
export function exampleOf(mail: MailName, t: Translate, language: Locale) {
  const host = 'help.example.com';
  const inHours = (count: number) => new Date(clock.now().getTime() + hours(count)).toISOString();
  const body =
    mail === 'technicianNewTicket' ? t('mail.example.description') : t('mail.example.reply');
  return {
    toName: mail.startsWith('technician') || mail.endsWith('Warning') ? 'Sam Rivers' : jane,
    language,
    template: mail,
    params: {
      realm: 'contact',
      username: 'jane.doe',
      email: 'sam.rivers@example.com',
      number: '4711',
      title: mail === 'articleImproved' ? t('mail.example.article') : t('mail.example.title'),
      slug: 'article',
      author: mail === 'technicianReply' ? jane : 'Sam Rivers',
      requester: jane,
      company: 'Alder & Sons',
      body,
      status: t('tickets.status.resolved'),
      category: 'resolved',
      into: '4702',
      intoTitle: t('mail.example.intoTitle'),
      dueAt: inHours(4),
      target: 'response',
      stage: 'soon',
      score: '2',
      comment: t('mail.example.comment'),
      host,
      days: '14',
      end: inHours(14 * 24),
      cause: 'validationUnreachable',
      mailbox: 'support@example.com',
      finding: 'badPassword',
      about: 'Authentication failed.',
      values: JSON.stringify({ host, detail: 'Timeout during connect' }),
    },
    secret: { password: 'abcd-efgh-jkmn-pqrs', token: 'example' },
  };
}

const jane = 'Jane Doe';
