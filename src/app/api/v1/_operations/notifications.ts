import 'server-only';
import { z } from 'zod';
import type { ApiKey, Scope } from '@/access/scope';
import { type Locale, locales } from '@/i18n/locales';
import { MailWording, mailName } from '@/notifications/judge-words';
import { mailNames } from '@/notifications/mails';
import { readSendingDomain } from '@/notifications/outbound/read-sending-domain';
import { readMail, readMails } from '@/notifications/read-mails';
import { resetMail, wordMail } from '@/notifications/word-mail';
import { ChangeMailSender, changeMailSender } from '@/settings/change-mail-sender';
import { type Setting, setting } from '@/settings/tenant-settings';
import { operation } from '../_door/operation';
import { seeing } from '../_door/seeing';
import { inApiWords } from './in-api-words';

const MailSender = z
  .object({
    name: z.string().describe('Stands beside the address; empty: the tenant’s name'),
    replyTo: z
      .string()
      .describe('Whom an answer reaches; empty: the support contact, where that is an address'),
    address: z.string().describe('Which mails come from; `/settings/sending-domain` changes it'),
  })
  .meta({ id: 'MailSender' });

const summary = {
  name: z.enum(mailNames),
  to: z.enum(['contacts', 'technicians', 'everybody']).describe('Who gets it'),
  ownLanguages: z.array(z.enum(locales)).describe('In which the tenant has words of its own'),
};
const words = z.object({
  subject: z.string(),
  body: z
    .string()
    .describe(
      'Paragraphs between empty lines, `# ` before a heading, `**bold**`, `[label](address)`; `{{variables}}` are filled in',
    ),
});

const Notifications = z
  .object({ sender: MailSender, mails: z.array(z.object(summary)) })
  .meta({ id: 'Notifications' });

const Notification = z
  .object({
    ...summary,
    variables: z.array(z.string()).describe('What the body may name'),
    subjectVariables: z.array(z.string()).describe('What the subject may name'),
    required: z.array(z.string()).describe('What the body must name'),
    texts: z.partialRecord(z.enum(locales), words).describe('The tenant’s own words'),
    standard: z.record(z.enum(locales), words).describe('Ours, for readers of other languages'),
  })
  .meta({ id: 'Notification' });

export const readNotificationsOperation = operation({
  method: 'GET',
  path: '/settings/notifications',
  summary: 'Read whose name mails carry, and which there are',
  scope: 'settings:read',
  status: 200,
  answer: Notifications,
  run: (scope) => readAll(scope, setting(scope, 'mailSender')),
});

export const changeNotificationsOperation = operation({
  method: 'PATCH',
  path: '/settings/notifications',
  summary: 'Change whose name mails carry and whom answers reach',
  scope: 'settings:write',
  body: z.object({ sender: ChangeMailSender.strict() }),
  status: 200,
  answer: Notifications,
  run: async (scope, { body }) =>
    readAll(seeing(scope, 'settings:read'), await changeMailSender(scope, body.sender)),
});

export const readNotificationOperation = operation({
  method: 'GET',
  path: '/settings/notifications/{mail}',
  summary: 'Read what a mail says in every language',
  scope: 'settings:read',
  params: z.object({ mail: mailName }),
  status: 200,
  answer: Notification,
  run: (scope, { params }) => readOne(scope, params.mail),
});

const { subject, body } = MailWording.shape;

export const changeNotificationOperation = operation({
  method: 'PATCH',
  path: '/settings/notifications/{mail}',
  summary: 'Say a mail in own words',
  description:
    'A language that is left out stays; `null` gives it our words back. A variable that there is not, or a missing one that the mail needs, is refused by its name.',
  scope: 'settings:write',
  params: z.object({ mail: mailName }),
  body: z.object({
    texts: z.partialRecord(z.enum(locales), z.strictObject({ subject, body }).nullable()),
  }),
  status: 200,
  answer: Notification,
  run: async (scope, { params: { mail }, body: { texts } }) => {
    for (const [name, own] of Object.entries(texts)) {
      const language = name as Locale;
      if (own === null) await resetMail(scope, { mail, language });
      else await inApiWords(inTexts(language), wordMail(scope, { mail, language, ...own }));
    }
    return readOne(seeing(scope, 'settings:read'), mail);
  },
});

const inTexts = (language: Locale) => ({
  subject: `texts.${language}.subject`,
  body: `texts.${language}.body`,
});

async function readAll(scope: Scope<ApiKey>, { name, replyTo }: Setting<'mailSender'>) {
  const [{ comesFrom: address }, mails] = await Promise.all([
    readSendingDomain(scope),
    readMails(scope),
  ]);
  return { sender: { name, replyTo, address }, mails };
}

async function readOne(scope: Scope<ApiKey>, mail: string) {
  const { own, ...rest } = await readMail(scope, mail);
  return { ...rest, texts: own };
}
