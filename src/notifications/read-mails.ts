import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { type Locale, locales } from '@/i18n/locales';
import { notFound } from '@/platform/errors';
import { settingsCan } from '@/settings/policy';
import { standardWords } from './compose-mail';
import type { MailWords } from './mail-words';
import {
  type MailFacts,
  type MailName,
  mailNames,
  mails,
  subjectVariablesOf,
  variablesOf,
} from './mails';
import { mailTexts } from './tables';

export interface MailSummary {
  name: MailName;
  to: MailFacts['to'];
  /** The languages in which the tenant says it in its own words. */
  ownLanguages: Locale[];
}

export interface MailView extends MailSummary {
  /** What its words may name as `{{variable}}`, what its subject may, and what they must. */
  variables: string[];
  subjectVariables: string[];
  required: readonly string[];
  own: Partial<Record<Locale, MailWords>>;
  standard: Record<Locale, MailWords>;
}

/** Every mail to contacts and technicians, in the order of their list. */
export async function readMails(scope: Scope<Staff>): Promise<MailSummary[]> {
  refuseUnlessPermitted(settingsCan.read(scope));
  const rows = await inReadTransaction(scope, (tx) => ownRows(tx, scope));
  return mailNames.map((name) => summaryOf(name, rows));
}

/** One mail with its words in every language, the tenant's and ours. Unknown: not found. */
export async function readMail(scope: Scope<Staff>, name: string): Promise<MailView> {
  refuseUnlessPermitted(settingsCan.read(scope));
  const mail = mailNames.find((one) => one === name);
  if (!mail) throw notFound();
  const rows = await inReadTransaction(scope, (tx) => ownRows(tx, scope, mail));
  const inEach = await Promise.all(
    locales.map(async (language) => [language, await standardWords(scope, mail, language)]),
  );
  const own = rows.map(({ language, subject, body }) => [language, { subject, body }]);
  return {
    ...summaryOf(mail, rows),
    variables: variablesOf(mail),
    subjectVariables: subjectVariablesOf(mail),
    required: mails[mail].required,
    own: Object.fromEntries(own),
    standard: Object.fromEntries(inEach),
  };
}

type Row = typeof mailTexts.$inferSelect;

function ownRows(tx: Tx, { tenant }: Scope, mail?: MailName): Promise<Row[]> {
  return tx
    .select()
    .from(mailTexts)
    .where(and(eq(mailTexts.tenantId, tenant.id), mail && eq(mailTexts.mail, mail)))
    .orderBy(asc(mailTexts.language));
}

function summaryOf(name: MailName, rows: readonly Row[]): MailSummary {
  const own = rows.filter(({ mail }) => mail === name).map(({ language }) => language);
  return { name, to: mails[name].to, ownLanguages: locales.filter((one) => own.includes(one)) };
}
