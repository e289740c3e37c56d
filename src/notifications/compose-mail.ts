import 'server-only';
import type { Scope } from '@/access/scope';
import { isLocale, type Locale } from '@/i18n/locales';
import { translatorFor } from '@/i18n/translator';
import { open } from '@/platform/crypto';
import { brandImagePath } from '@/settings/brand-image-kinds';
import { setting } from '@/settings/tenant-settings';
import { portalUrl } from '@/tenants/urls';
import { accentScale } from '@/ui/accent';
import type { MailBody, MailFrame } from './mail-blocks';
import { contentOf } from './mail-content';
import type { MailTemplate } from './mail-contents';
import { exampleOf } from './mail-examples';
import { mailHtml } from './mail-html';
import { replyAddress } from './mail-sender';
import { sourceOf } from './mail-source';
import type { Telling } from './mail-telling';
import { mailText } from './mail-text';
import { blocksOf, fillIn, type MailWords } from './mail-words';
import type { MailName } from './mails';
import { stopLink } from './outbound/stop-token';
import { mailSecret } from './queue-mail';
import type { outboxMessages } from './tables';

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

type Row = typeof outboxMessages.$inferSelect;
export type MailRow = Pick<Row, 'toName' | 'language' | 'template' | 'params' | 'sealed'> &
  Partial<Pick<Row, 'about' | 'topic'>>;

type Teller = Pick<Scope, 'tenant' | 'settings'>;

interface Told {
  toName: string;
  language: Locale;
  template: Exclude<MailTemplate, 'mailTest'>;
  params: Record<string, string>;
  secret: Record<string, string>;
  /** Where its reader stops such mails. */
  stop?: string | undefined;
}

/**
 * Makes the mail that a row of the outbox means: in the reader's language, with the tenant's
 * name, colour and links, in its `own` words where it has some for this mail in this language.
 * A secret that was wiped is shown as dots.
 */
export async function composeMail(
  scope: Teller,
  row: MailRow,
  own?: MailWords,
): Promise<ComposedMail> {
  const language = isLocale(row.language) ? row.language : 'en';
  if (row.template === 'mailTest') return composeTest(scope, row, language);
  const { toName, params } = row;
  const template = row.template as Told['template'];
  return compose(
    scope,
    {
      ...{ toName, language, template, params, secret: openedSecret(row.sealed) },
      stop: stopLink(scope.tenant, row),
    },
    own,
  );
}

/** The mail as it would reach somebody of our invention; without `own`, in our words. */
export async function composeExample(
  scope: Teller,
  mail: MailName,
  language: Locale,
  own?: MailWords,
): Promise<ComposedMail> {
  const example = exampleOf(mail, await translatorFor(language), language);
  return compose(scope, example, own);
}

/** Our own words of a mail, with variables where it says what is different for each reader. */
export async function standardWords(
  scope: Teller,
  mail: MailName,
  language: Locale,
): Promise<MailWords> {
  const t = await translatorFor(language);
  const say = (name: string) => `{{${name}}}`;
  const told = contentOf(mail, {
    ...{ t, language, tenant: scope.tenant },
    ...{ ...exampleOf(mail, t, language), say },
  });
  return sourceOf(told, t('mail.greeting', { name: say('name') }), t('mail.colon'));
}

/** A trial of another mail: its words travel with it, because nobody has saved them yet. */
async function composeTest(scope: Teller, { params }: MailRow, language: Locale) {
  const { mail, subject = '', body = '' } = params;
  const own = body ? { subject, body } : undefined;
  const composed = await composeExample(scope, mail as MailName, language, own);
  const t = await translatorFor(language);
  return { ...composed, subject: oneLine(t('mail.test', { subject: composed.subject })) };
}

async function compose(scope: Teller, told: Told, own?: MailWords): Promise<ComposedMail> {
  const { toName: name, language, template, params, secret, stop } = told;
  const t = await translatorFor(language);
  const { tenant } = scope;
  const values: Record<string, string> = { name, tenant: tenant.name, portal: portalUrl(tenant) };
  const telling: Telling = {
    ...{ t, language, tenant, params, secret },
    say: (variable, value = '') => {
      values[variable] = value;
      return value;
    },
  };
  const { why, ...ours } = contentOf(template, telling);
  const said = own
    ? { subject: fillIn(own.subject, values), blocks: blocksOf(own.body, values) }
    : { ...ours, greeting: name ? t('mail.greeting', { name }) : t('mail.greetingNobody') };
  const body: MailBody = {
    ...said,
    subject: oneLine(said.subject),
    footer: why ? [why] : footerOf(scope, t),
    ...(stop && { stop: { label: t('portal.stopMails.stop'), url: stop } }),
  };
  const frame = frameOf(scope, language, t('mail.colon'));
  return { subject: body.subject, text: mailText(body, frame), html: mailHtml(body, frame) };
}

/** Why the reader gets this, whether anybody reads an answer, and whom to ask. */
function footerOf(scope: Teller, t: Telling['t']): string[] {
  const tenant = scope.tenant.name;
  const { supportContact } = setting(scope, 'branding');
  const address = replyAddress(scope);
  return [
    address ? t('mail.whyAnswered', { tenant, address }) : t('mail.why', { tenant }),
    ...(supportContact && supportContact !== address
      ? [t('mail.support', { contact: supportContact })]
      : []),
  ];
}

function frameOf(scope: Teller, language: Locale, colon: string): MailFrame {
  const { tenant } = scope;
  const { colour, images } = setting(scope, 'branding');
  const accent = accentScale(colour, 'light');
  return {
    language,
    tenantName: tenant.name,
    ...(images.logo && {
      logo: { ...images.logo, url: portalUrl(tenant, brandImagePath(images.logo.id)) },
    }),
    colon,
    accent: accent['--accent'],
    onAccent: accent['--on-accent'],
  };
}

function openedSecret(sealed: string | null): Record<string, string> {
  const plain = sealed === null ? undefined : open(mailSecret, sealed);
  return plain === undefined ? {} : (JSON.parse(plain) as Record<string, string>);
}

/** A subject is one header line, whatever a title holds. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 250);
}
