import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { localeNames } from '@/i18n/locales';
import type { MailSummary } from '@/notifications/read-mails';
import { StatusPill } from '@/ui/status-pill';
import { wordsOfMail } from './words-of-mail';

/** Each mail: when it is sent, and in which languages the tenant says it itself. */
export async function MailList({ mails }: { mails: MailSummary[] }) {
  const t = await getTranslations();
  return (
    <ul className="rows">
      {mails.map(({ name, ownLanguages }) => (
        <li key={name}>
          <Link href={`/console/admin/notifications/${name}`} className="row">
            <span className="row-main">
              <span className="block font-medium">{t(wordsOfMail[name].name)}</span>
              <span className="row-note block">{t(wordsOfMail[name].when)}</span>
            </span>
            {ownLanguages.length > 0 ? (
              <StatusPill tone="accent" className="max-w-[45%]">
                {t('console.admin.mails.changedIn', {
                  languages: ownLanguages.map((one) => localeNames[one]).join(', '),
                })}
              </StatusPill>
            ) : (
              <span className="row-note">{t('console.admin.mails.standard')}</span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
