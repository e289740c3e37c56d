import { z } from 'zod';
import { locales } from '@/i18n/locales';
import { Refusal } from '@/platform/errors';
import { type MailWords, variablesIn } from './mail-words';
import { type MailName, mailNames, mails, subjectVariablesOf, variablesOf } from './mails';

export const mailName = z.enum(mailNames);

export const MailWording = z.object({
  mail: mailName,
  language: z.enum(locales),
  /** One line: it becomes a header. */
  subject: z
    .string()
    .trim()
    .min(1, { message: 'fields.required' })
    .max(200)
    .refine((subject) => !/[\p{Cc}\u2028\u2029]/u.test(subject), { message: 'fields.oneLine' }),
  body: z
    .string()
    .max(5_000)
    .transform(tidy)
    .refine((body) => body !== '', { message: 'fields.required' }),
});

/** Line ends as ours; of control characters nothing but these. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/**
 * Refuses (422) a variable that there is not, or that has no business in a subject, by its name;
 * and words that lack one which the mail is of no use without.
 */
export function judgeWords(mail: MailName, { subject, body }: MailWords): void {
  refuseUnknown(subject, subjectVariablesOf(mail), 'subject');
  refuseUnknown(body, variablesOf(mail), 'body');
  const named = variablesIn(body);
  const missing = mails[mail].required.filter((name) => !named.includes(name));
  if (missing.length === 0) return;
  const key = 'notifications.variableMissing';
  const values = { variable: missing.map(shown).join(', ') };
  throw new Refusal(key, { status: 422, values, fields: { body: key } });
}

function refuseUnknown(text: string, known: string[], field: 'subject' | 'body'): void {
  const unknown = variablesIn(text).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const key =
    field === 'subject' ? 'notifications.variableInSubject' : 'notifications.variableUnknown';
  const values = { variable: shown(unknown), known: known.map(shown).join(', ') };
  throw new Refusal(key, { status: 422, values, fields: { [field]: key } });
}

const shown = (name: string) => `{{${name}}}`;
