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
import { mailHtml } from './mail-html';
import { mailText } from './mail-text';
import { mailSecret } from './queue-mail';
import type { outboxMessages } from './tables';
import { fillIn } from './welcome-text';

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

export type MailRow = Pick<
  typeof outboxMessages.$inferSelect,
  'toName' | 'language' | 'template' | 'params' | 'sealed'
>;

/**
 * Makes the mail that a row of the outbox means: in the reader's language, with the tenant's
 * name, colour and links. A secret that was wiped is shown as dots.
 */
export async function composeMail(
  scope: Pick<Scope, 'tenant' | 'settings'>,
  row: MailRow,
): Promise<ComposedMail> {
  const language = isLocale(row.language) ? row.language : 'en';
  const t = await translatorFor(language);
  const { colour, supportContact, images } = setting(scope, 'branding');
  const { tenant } = scope;
  const { why, ...content } = contentOf(row.template as MailTemplate, {
    t,
    language,
    tenant,
    params: row.params,
    secret: openedSecret(row.sealed),
    ownWelcome: ownWelcome(scope, row, language),
  });
  const body: MailBody = {
    ...content,
    subject: oneLine(content.subject),
    greeting: row.toName ? t('mail.greeting', { name: row.toName }) : t('mail.greetingNobody'),
    footer: [
      why ?? t('mail.why', { tenant: tenant.name }),
      ...(supportContact ? [t('mail.support', { contact: supportContact })] : []),
    ],
  };
  const accent = accentScale(colour, 'light');
  const frame: MailFrame = {
    language,
    tenantName: tenant.name,
    ...(images.logo && {
      logo: { ...images.logo, url: portalUrl(tenant, brandImagePath(images.logo.id)) },
    }),
    colon: t('mail.colon'),
    accent: accent['--accent'],
    onAccent: accent['--on-accent'],
  };
  return { subject: body.subject, text: mailText(body, frame), html: mailHtml(body, frame) };
}

function ownWelcome(
  scope: Pick<Scope, 'tenant' | 'settings'>,
  { toName, params }: MailRow,
  language: Locale,
): string | undefined {
  const own = setting(scope, 'welcomeMail').texts[language];
  if (!own) return undefined;
  const { tenant } = scope;
  const username = params.username ?? '';
  return fillIn(own, { name: toName, username, tenant: tenant.name, portal: portalUrl(tenant) });
}

function openedSecret(sealed: string | null): Record<string, string> {
  const plain = sealed === null ? undefined : open(mailSecret, sealed);
  return plain === undefined ? {} : (JSON.parse(plain) as Record<string, string>);
}

/** A subject is one header line, whatever a title holds. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 250);
}
