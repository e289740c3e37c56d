import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { localeNames, locales } from '@/i18n/locales';
import { setting } from '@/settings/tenant-settings';
import { LanguageSwitch } from '@/ui/language-switch';
import { chooseLanguageAction } from './actions';
import { Announcements } from './announcements';
import { FooterLinks } from './footer-links';
import { readReader } from './read-reader';
import { TenantBrand } from './tenant-brand';

/** The frame of pages before the sign-in: whose portal this is, one thing to do, the language. */
export async function EntryFrame({ children }: { children: ReactNode }) {
  const reader = await readReader();
  const t = await getTranslations();
  const { supportContact } = setting(reader, 'branding');
  return (
    <>
      <Announcements reader={reader} />
      <div className="entry">
        <header>
          <TenantBrand reader={reader} />
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer>
          {supportContact && <p>{t('portal.entry.support', { contact: supportContact })}</p>}
          <FooterLinks reader={reader} />
          <LanguageSwitch
            action={chooseLanguageAction}
            label={t('portal.settings.language')}
            current={reader.language}
            options={locales.map((value) => ({ value, label: localeNames[value] }))}
          />
        </footer>
      </div>
    </>
  );
}
